import { createHash } from "node:crypto";
import { createRoute, z } from "@hono/zod-openapi";
import { text } from "../../../core/schemas/index.ts";
import type { Document, DocumentSummary, ReadOptions } from "../../../index.ts";
import { callOptionsFor } from "../call-options.ts";
import type { Api, ApiParts } from "./create-api.ts";
import { collectionParam, responses } from "./schemas.ts";
import { type SuggestedQuestion, suggestQuestions } from "./suggest-questions.ts";
import { verifyQuestions } from "./verify-questions.ts";

const MOST_QUESTIONS = 4;
/** Of them most are answered; each costs a search. */
const MOST_CANDIDATES = 10;
const MOST_READ = 24;
/** A book is not worth its reading here. */
const MOST_CHARACTERS = 200_000;
/** Nobody waits for them, and a busy server has better to do. */
const MOST_MS = 20_000;
const MOST_KEPT = 100;

const examplesRoute = createRoute({
  method: "get",
  path: "/collections/{collection}/examples",
  summary: "Questions that its documents answer",
  description:
    "They are made of headings that ask and of plain sentences, and each was asked before it is told: its answer is sure enough, and cites what the question was made of. The same documents give the same questions, wherever they lie.",
  tags: ["collections"],
  request: {
    params: collectionParam,
    query: z.object({
      documents: z
        .string()
        .max(1_000)
        .exactOptional()
        .meta({ description: "Only questions that these answer: ids, with commas between them." }),
    }),
  },
  responses: responses(z.object({ questions: z.array(text) }).meta({ id: "Examples" }), "At most four."),
});

export function addExampleRoutes(api: Api, { lydian }: ApiParts): void {
  const kept = new Map<string, Promise<readonly string[]>>();
  api.openapi(examplesRoute, async (c) => {
    const call = callOptionsFor(c, c.req.valid("param").collection);
    const wanted = c.req.valid("query").documents?.split(",");
    const all = await lydian.list(call);
    const read = chooseDocuments(all, wanted);
    // What all documents are decides what is found, and so do those that are asked about.
    const key = JSON.stringify([call.collection, call.scope, fingerprint(all), fingerprint(read)]);
    const questions = kept.get(key) ?? ask({ lydian, read, call, forget: () => kept.delete(key) });
    keep(kept, key, questions);
    return c.json({ questions: [...(await questions)] }, 200);
  });
}

interface Asked extends Pick<ApiParts, "lydian"> {
  readonly read: readonly DocumentSummary[];
  readonly call: Pick<ReadOptions, "collection" | "scope">;
  /** What was not finished in time is begun anew when it is asked for again. */
  forget(): void;
}

/** For all who ask for the same at once; one of them who goes away stops nothing. */
async function ask({ lydian, read, call: { signal: _, ...call }, forget }: Asked & { readonly call: ReadOptions }) {
  const signal = AbortSignal.timeout(MOST_MS);
  try {
    const candidates = await suggest({ lydian, read, call }, signal);
    const { questions, isComplete } = await verifyQuestions(
      lydian,
      { candidates, call, count: MOST_QUESTIONS },
      signal,
    );
    if (!isComplete) forget();
    return questions;
  } catch (error) {
    forget();
    if (signal.aborted) return [];
    throw error;
  }
}

async function suggest(
  { lydian, read, call }: Pick<Asked, "lydian" | "read" | "call">,
  signal: AbortSignal,
): Promise<readonly SuggestedQuestion[]> {
  const documents: Document[] = [];
  for (const { id } of read) {
    const document = await lydian.read(id, { ...call, signal });
    if (document !== undefined) documents.push(document);
  }
  return suggestQuestions(documents, MOST_CANDIDATES);
}

/** A few of all, spread over them by what stands in them: a hash follows no order of theirs. */
function chooseDocuments(
  all: readonly DocumentSummary[],
  wanted: readonly string[] | undefined,
): readonly DocumentSummary[] {
  return all
    .filter(({ id, receipt }) => receipt.characters <= MOST_CHARACTERS && (wanted?.includes(id) ?? true))
    .sort((a, b) => compare(a.contentHash, b.contentHash) || compare(a.id, b.id))
    .slice(0, MOST_READ);
}

const compare = (a: string, b: string): number => (a < b ? -1 : a > b ? 1 : 0);

function fingerprint(documents: readonly DocumentSummary[]): string {
  const hash = createHash("sha256");
  for (const line of documents.map(({ id, contentHash }) => `${id} ${contentHash}\n`).sort()) hash.update(line);
  return hash.digest("hex");
}

/** Those that were asked for last. */
function keep<Value>(kept: Map<string, Value>, key: string, value: Value): void {
  kept.delete(key);
  kept.set(key, value);
  const [oldest] = kept.keys();
  if (kept.size > MOST_KEPT && oldest !== undefined) kept.delete(oldest);
}
