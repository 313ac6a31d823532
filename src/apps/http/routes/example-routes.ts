import { createHash } from "node:crypto";
import { createRoute, z } from "@hono/zod-openapi";
import type { Document, DocumentSummary } from "../../../core/index.ts";
import { text } from "../../../core/schemas/index.ts";
import type { ReadOptions } from "../../../library/index.ts";
import { callOptionsFor } from "../caller-options.ts";
import type { Api, ApiParts } from "./api-parts.ts";
import { collectionParam, responses } from "./route-schemas.ts";
import { type SuggestedQuestion, suggestQuestions } from "./suggest-questions.ts";
import { verifyQuestions } from "./verify-questions.ts";

const MAX_QUESTIONS = 4;
/** Maximum number of questions that are tried; each costs a search. */
const MAX_CANDIDATES = 10;
const MAX_DOCUMENTS = 24;
/** Maximum length of a document that is read for questions. */
const MAX_CHARACTERS = 200_000;
/** Maximum time to find questions, so a busy server is not slowed down. */
const MAX_MS = 20_000;
/** Maximum number of cached results. */
const MAX_CACHED = 100;

const examplesRoute = createRoute({
  method: "get",
  path: "/collections/{collection}/examples",
  summary: "Suggest questions that the documents answer",
  description:
    "Questions are made from headings and plain sentences. Each one is asked first: its answer is sure enough and cites the text that the question was made from. The same documents always give the same questions.",
  tags: ["collections"],
  request: {
    params: collectionParam,
    query: z.object({
      documents: z
        .string()
        .max(1_000)
        .exactOptional()
        .meta({ description: "Only questions that these documents answer: ids, separated by commas." }),
    }),
  },
  responses: responses(z.object({ questions: z.array(text) }).meta({ id: "Examples" }), "At most four questions."),
});

export function addExampleRoutes(api: Api, { lydian }: ApiParts): void {
  const cache = new Map<string, Promise<readonly string[]>>();
  api.openapi(examplesRoute, async (c) => {
    const call = callOptionsFor(c, c.req.valid("param").collection);
    const ids = c.req.valid("query").documents?.split(",");
    const all = await lydian.list(call);
    const chosen = chooseDocuments(all, ids);
    // All documents decide what is found, so they are part of the key.
    const key = JSON.stringify([call.collection, call.scope, fingerprint(all), fingerprint(chosen)]);
    const questions =
      cache.get(key) ?? findQuestions({ lydian, documents: chosen, call, forget: () => cache.delete(key) });
    remember(cache, key, questions);
    return c.json({ questions: [...(await questions)] }, 200);
  });
}

interface ExampleRequest extends Pick<ApiParts, "lydian"> {
  readonly documents: readonly DocumentSummary[];
  readonly call: ReadOptions;
  /** Removes an unfinished result from the cache, so the next request starts again. */
  forget(): void;
}

/** Finds the questions for all callers that want the same ones. A caller who disconnects stops nothing. */
async function findQuestions({ lydian, documents, call: { signal: _, ...call }, forget }: ExampleRequest) {
  const signal = AbortSignal.timeout(MAX_MS);
  try {
    const candidates = await suggest({ lydian, documents, call }, signal);
    const { questions, isComplete } = await verifyQuestions(lydian, candidates, call, MAX_QUESTIONS, signal);
    if (!isComplete) forget();
    return questions;
  } catch (error) {
    forget();
    if (signal.aborted) return [];
    throw error;
  }
}

async function suggest(
  { lydian, documents, call }: Omit<ExampleRequest, "forget">,
  signal: AbortSignal,
): Promise<readonly SuggestedQuestion[]> {
  const texts: Document[] = [];
  for (const { id } of documents) {
    const document = await lydian.read(id, { ...call, signal });
    if (document !== undefined) texts.push(document);
  }
  return suggestQuestions(texts, MAX_CANDIDATES);
}

/** Chooses a few documents in the order of their hashes, which spreads them evenly. */
function chooseDocuments(
  all: readonly DocumentSummary[],
  ids: readonly string[] | undefined,
): readonly DocumentSummary[] {
  return all
    .filter(({ id, receipt }) => receipt.characters <= MAX_CHARACTERS && (ids?.includes(id) ?? true))
    .sort((a, b) => compare(a.contentHash, b.contentHash) || compare(a.id, b.id))
    .slice(0, MAX_DOCUMENTS);
}

const compare = (a: string, b: string): number => (a < b ? -1 : a > b ? 1 : 0);

function fingerprint(documents: readonly DocumentSummary[]): string {
  const hash = createHash("sha256");
  for (const line of documents.map(({ id, contentHash }) => `${id} ${contentHash}\n`).sort()) hash.update(line);
  return hash.digest("hex");
}

/** Caches a value as the latest one, and removes the oldest if there are too many. */
function remember<Value>(cache: Map<string, Value>, key: string, value: Value): void {
  cache.delete(key);
  cache.set(key, value);
  const [oldest] = cache.keys();
  if (cache.size > MAX_CACHED && oldest !== undefined) cache.delete(oldest);
}
