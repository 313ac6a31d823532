import { useQuery } from "@tanstack/react-query";
import { type FormEvent, useId, useState } from "react";
import type { PublicExplanation } from "../../src/core/index.ts";
import { callApi, collectionPath } from "../api/index.ts";
import { Button, Field, ordinal, Trouble } from "../pieces/index.ts";
import { findPassage } from "./find-passage.ts";
import { readableText } from "./readable-text.ts";
import { sayScore } from "./score-tree.ts";
import { joinConditions, type Search } from "./search-address.ts";

type ChunkStanding = PublicExplanation["chunks"][number];

interface WhyNotProps {
  readonly search: Search;
  readonly collection: string;
}

/** Maximum number of passages explained for a document, best first. */
const MAX_SHOWN = 3;

export function WhyNot({ search, collection }: WhyNotProps) {
  const heading = useId();
  const [text, setText] = useState("");
  const [asked, setAsked] = useState<string>();
  const told = useQuery({
    queryKey: ["explain", collection, search.query, search.mode, search.conditions, asked],
    queryFn: ({ signal }) => explainPassage({ search, collection, expected: asked ?? "" }, signal),
    enabled: asked !== undefined,
  });
  const ask = (event: FormEvent): void => {
    event.preventDefault();
    if (text.trim() !== "") setAsked(text.trim());
  };
  return (
    <section className="whynot" aria-labelledby={heading}>
      <h3 id={heading}>Why not this passage?</h3>
      <p>Paste a sentence that you expected here. You will see at which stage the search dropped it.</p>
      <form onSubmit={ask}>
        <Field
          label="A sentence, or a document’s name"
          value={text}
          onChange={(event) => setText(event.currentTarget.value)}
        />
        <Button type="submit">Explain</Button>
      </form>
      <div role="status">
        {told.isFetching ? <p>Looking for it…</p> : null}
        {told.data === "absent" ? (
          <p>
            No passage of {collection} has these words. They may be in a document that was not added, or on a page
            without text.
          </p>
        ) : null}
        {told.data === undefined || told.data === "absent" ? null : <Told explanation={told.data} />}
      </div>
      {told.error === null ? null : <Trouble title="The explanation failed" error={told.error} />}
    </section>
  );
}

interface Asked extends WhyNotProps {
  readonly expected: string;
}

async function explainPassage(
  { search, collection, expected }: Asked,
  signal: AbortSignal,
): Promise<PublicExplanation | "absent"> {
  const passage = await findPassage(collection, expected, signal);
  if (passage === undefined) return "absent";
  const { query, mode, conditions } = search;
  const where = joinConditions(conditions);
  const body = { query, mode, limit: 20, ...passage, where };
  return callApi<PublicExplanation>(collectionPath(collection, "explain"), { method: "POST", body, signal });
}

function Told({ explanation: { document, chunks } }: { readonly explanation: PublicExplanation }) {
  const best = [...chunks].sort((one, other) => bestRank(one) - bestRank(other)).slice(0, MAX_SHOWN);
  return (
    <div className="told">
      <p>
        <b>{document.title}</b>
        {chunks.length > best.length ? `, the best ${best.length} of its ${chunks.length} passages` : ""}
      </p>
      <ul>
        {best.map((chunk) => (
          <li key={chunk.chunkId}>
            <p className="outcome">{chunk.outcome.message}</p>
            <blockquote>{readableText(chunk.text)}</blockquote>
            <p className="stands">{sayStages(chunk)}</p>
          </li>
        ))}
      </ul>
    </div>
  );
}

const bestRank = ({ stages, hitRank }: ChunkStanding): number =>
  hitRank ?? Math.min(...stages.map(({ rank }) => (rank ?? Number.MAX_SAFE_INTEGER) + 1_000), Number.MAX_SAFE_INTEGER);

/** Lists the ranks of a passage: `words: 31st (2.13), the first 100 continue; vectors: not found`. */
function sayStages({ stages }: ChunkStanding): string {
  return stages
    .map(({ stage, rank, score, depth }) => {
      if (rank === undefined) return `${stage}: not found`;
      return `${stage}: ${ordinal(rank)}${score === undefined ? "" : ` (${sayScore(score)})`}, the first ${depth} continue`;
    })
    .join("; ");
}
