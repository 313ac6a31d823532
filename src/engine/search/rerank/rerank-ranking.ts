import {
  type Chunk,
  type DocumentQuery,
  defined,
  LydianError,
  type Reading,
  type RerankCall,
  type Reranker,
  type ScoredChunk,
  type Span,
  type Stage,
  type Warning,
} from "../../../core/index.ts";
import { detectOtherLanguage } from "../../text/index.ts";
import type { SearchedStore, SearchSettings } from "../search-request.ts";
import { type BlendedChunk, blend } from "./blend.ts";

/** What reranking gave: the stage, and what was read of each chunk; or the warning why the order is as it was. */
export interface Reranking {
  /** Absent where the order is as it was. */
  readonly stage?: { readonly stage: Stage; readonly chunks: readonly BlendedChunk[] };
  /** By chunk id; `span` is the chunk's. */
  readonly readings: ReadonlyMap<string, Reading & { readonly span: Span }>;
  readonly warnings: readonly Warning[];
}

interface Request {
  readonly reranker: Pick<Reranker, "languages" | "rerank">;
  readonly store: Pick<SearchedStore, "readChunks" | "readSummaries">;
  readonly readable: DocumentQuery;
  readonly query: string;
  /** The last stage that ranked. */
  readonly before: { readonly stage: Stage; readonly chunks: readonly ScoredChunk[] };
  readonly settings: Pick<SearchSettings, "rerankDepth" | "rerankWeight" | "rerankBudgetMs">;
}

/** Nothing was read. */
export const NOT_RERANKED: Reranking = { readings: new Map(), warnings: [] };

/**
 * Lets the reranker read the first chunks of a ranking with the question, and blends its relevance with their scores;
 * the rest follows in its order. With weight 0 it only reads, and there is no stage. Where it fails, is not done in its
 * time, or does not read the question's language, the ranking stays as it is, with a warning. Its time begins when it does:
 * what others have asked for before is not counted, so that a busy server ranks as an idle one.
 */
export async function rerankRanking(request: Request, signal: AbortSignal): Promise<Reranking> {
  const { reranker, query, settings } = request;
  const { languages } = reranker;
  const other = languages === undefined ? undefined : await detectOtherLanguage(query, languages);
  const isOrdering = settings.rerankWeight > 0;
  if (other !== undefined) return { ...NOT_RERANKED, warnings: isOrdering ? [questionOutside(other)] : [] };
  const budget = createBudget(settings.rerankBudgetMs);
  const stop = AbortSignal.any([signal, budget.signal]);
  try {
    return await untilAborted(readAndBlend(request, { signal: stop, begun: budget.begin }), stop);
  } catch (error) {
    signal.throwIfAborted();
    if (budget.signal.aborted) return { ...NOT_RERANKED, warnings: [tooSlow(settings)] };
    if (!(error instanceof LydianError)) throw error;
    const what = isOrdering ? "Not reranked." : "The passages were not read again.";
    return { ...NOT_RERANKED, warnings: [{ code: error.code, message: `${what} ${error.message}` }] };
  } finally {
    budget.end();
  }
}

/** A time that begins later; it may have no bound. */
function createBudget(budgetMs: number) {
  const controller = new AbortController();
  let timer: NodeJS.Timeout | undefined;
  return {
    signal: controller.signal,
    begin: () => {
      if (Number.isFinite(budgetMs)) timer ??= setTimeout(() => controller.abort(), budgetMs);
    },
    end: () => clearTimeout(timer),
  };
}

/** Does not wait for work that can not stop at once. */
function untilAborted<Result>(work: Promise<Result>, signal: AbortSignal): Promise<Result> {
  return new Promise((resolve, reject) => {
    if (signal.aborted) reject(signal.reason);
    signal.addEventListener("abort", () => reject(signal.reason), { once: true });
    work.then(resolve, reject);
  });
}

async function readAndBlend(request: Request, call: RerankCall): Promise<Reranking> {
  const { reranker, query, before, settings } = request;
  const first = before.chunks.slice(0, settings.rerankDepth);
  const { chunks, titles } = await readPassages(request, first, call.signal);
  const passages = chunks.map((chunk) => ({ title: placeOf(chunk, titles), text: chunk.text }));
  const readings = new Map<string, Reading & { readonly span: Span }>();
  for (const { index, ...read } of await reranker.rerank(query, passages, call)) {
    const chunk = chunks[index];
    if (chunk !== undefined) readings.set(chunk.id, { ...toReading(chunk, read), span: chunk.span });
  }
  if (readings.size === 0) return NOT_RERANKED;
  if (settings.rerankWeight === 0) return { readings, warnings: [] };
  const read = first.map((chunk) => {
    const relevance = readings.get(chunk.chunkId)?.relevance;
    return defined({ ...chunk, relevance });
  });
  const blended = blend(read, { stage: before.stage, weight: settings.rerankWeight });
  return { stage: { stage: "reranker", chunks: blended }, readings, warnings: [] };
}

/** The chunks that the reranker can read: those that are still there, of documents in its languages. */
async function readPassages(
  { store, readable, reranker: { languages } }: Request,
  ranking: readonly ScoredChunk[],
  signal: AbortSignal,
): Promise<{ readonly chunks: readonly Chunk[]; readonly titles: ReadonlyMap<string, string> }> {
  const chunks = await store.readChunks({ ...readable, ids: ranking.map(({ chunkId }) => chunkId) }, signal);
  const ids = [...new Set(chunks.map(({ documentId }) => documentId))];
  const summaries = (await store.readSummaries({ ...readable, ids }, signal)).filter(
    ({ language }) => languages === undefined || language === undefined || languages.includes(language),
  );
  const titles = new Map(summaries.map(({ id, title }) => [id, title]));
  return { chunks: chunks.filter(({ documentId }) => titles.has(documentId)), titles };
}

/** The document's title, and the headings above the chunk. */
function placeOf({ documentId, headingPath }: Chunk, titles: ReadonlyMap<string, string>): string {
  const title = titles.get(documentId) ?? "";
  return [title, ...headingPath.filter((heading) => heading !== title)].filter((name) => name !== "").join(". ");
}

/** The answers as spans of the document. */
function toReading({ span: { start } }: Chunk, { answers, ...reading }: Reading): Reading {
  if (answers === undefined) return reading;
  return {
    ...reading,
    answers: answers.map(({ span, score }) => ({ span: { start: start + span.start, end: start + span.end }, score })),
  };
}

function questionOutside(language: string): Warning {
  const name = new Intl.DisplayNames("en", { type: "language" }).of(language) ?? language;
  return {
    code: "language-outside-model",
    message: `The question seems to be in ${name}, which the reranker does not read, so that nothing was reranked.`,
  };
}

function tooSlow({ rerankBudgetMs, rerankWeight }: Request["settings"]): Warning {
  const outcome = rerankWeight === 0 ? "what it reads weighs nothing" : "the order is that of words and vectors alone";
  const message = `The reranker was not done within ${rerankBudgetMs} ms, so that ${outcome}.`;
  return { code: "rerank-timeout", message };
}
