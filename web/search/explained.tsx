import { useState } from "react";
import type { Hit } from "../../src/core/index.ts";
import { Button, IconButton, ordinal } from "../pieces/index.ts";
import { SourceViewer } from "../source/index.ts";
import { placeOf } from "./hit-list.tsx";
import { ScoreTable } from "./score-table.tsx";
import type { Search } from "./search-address.ts";
import { WhyNot } from "./why-not.tsx";

interface ExplainedProps {
  readonly hit: Hit | undefined;
  readonly search: Search;
  readonly collection: string;
  readonly onClose: () => void;
}

/** Explains the rank of the chosen hit, or shows its source. */
export function Explained({ hit, search, collection, onClose }: ExplainedProps) {
  const [isSource, setIsSource] = useState(false);
  if (hit !== undefined && isSource) {
    const place = { number: hit.rank, documentId: hit.documentId, span: hit.span, quote: hit.text };
    const located = hit.location === undefined ? place : { ...place, location: hit.location };
    return (
      <SourceViewer
        place={located}
        places={[located]}
        passages={[{ number: hit.rank, hit, text: hit.text }]}
        collection={collection}
        sentence={undefined}
        onClose={() => setIsSource(false)}
        onStep={() => undefined}
        onOpen={() => undefined}
      />
    );
  }
  return (
    <aside
      className="evidence viewer"
      aria-label={hit === undefined ? "Explanation" : `Explanation of hit ${hit.rank}`}
    >
      {hit === undefined ? null : (
        <div className="bar">
          <span className="num quiet-num" aria-hidden="true">
            {hit.rank}
          </span>
          <div>
            <h2>Why this hit ranks {hit.rank === 1 ? "first" : ordinal(hit.rank)}</h2>
            <p className="at">{[hit.title, placeOf(hit)].filter((part) => part !== "").join(", ")}</p>
          </div>
          <div className="tools">
            <Button kind="plain" onClick={() => setIsSource(true)}>
              Open source
            </Button>
            <IconButton className="narrow" icon="close" label="Close the explanation" onClick={onClose} />
          </div>
        </div>
      )}
      {/* biome-ignore lint/a11y/noNoninteractiveTabindex: the keyboard must be able to focus and scroll it */}
      <section className="explain" tabIndex={0} aria-label="How the score is computed">
        {hit === undefined ? null : <ScoreTable hit={hit} />}
        <WhyNot search={search} collection={collection} />
      </section>
    </aside>
  );
}
