import {
  type Chunk,
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
import type { StageResult } from "../candidates.ts";
import type { SearchedStore, SearchSettings } from "../search-request.ts";
import type { SearchRun } from "../search-run.ts";
import { type BlendedChunk, blend } from "./blend.ts";

/** The result of reranking: a stage and the readings, or a warning that says why the order did not change. */
export interface Reranking {
  /** Stage of the reranker; absent if the order did not change. */
  readonly stage?: { readonly stage: Stage; readonly chunks: readonly BlendedChunk[] };
  /** Readings by chunk id; `span` is the chunk's. */
  readonly readings: ReadonlyMap<string, Reading & { readonly span: Span }>;
  readonly warnings: readonly Warning[];
}

/** The part of a search that reranking needs. */
export interface RerankingRun extends Pick<SearchRun, "readable" | "work" | "startStage" | "signal"> {
  readonly services: {
    readonly reranker?: Pick<Reranker, "languages" | "rerank">;
    readonly store: Pick<SearchedStore, "readChunks" | "readSummaries">;
  };
  readonly settings: Pick<SearchSettings, "rerankDepth" | "rerankWeight" | "rerankBudgetMs">;
}

/** One call of the reranker. */
interface RerankTask {
  readonly reranker: Pick<Reranker, "languages" | "rerank">;
  readonly question: string;
  /** The last stage that ranked. */
  readonly before: StageResult;
}

/** Steps for each character that the reranker reads. Its model runs in separate threads, and has a time limit. */
const STEPS_PER_CHARACTER = 2;

const NOT_RERANKED: Reranking = { readings: new Map(), warnings: [] };

/**
 * Lets the reranker read the first chunks of a ranking with the question, and blends its relevance with their scores.
 * With weight 0 it only reads, and there is no stage.
 *
 * If the reranker fails, exceeds its time or does not read the question's language, the ranking stays as it is, with a
 * warning. Its time starts when it begins to read: waiting behind other calls does not count, so a busy server ranks
 * like an idle one.
 *
 * @param before  the last stage that ranked; undefined if nothing was searched
 */
export async function rerankChunks(
  run: RerankingRun,
  question: string,
  before: StageResult | undefined,
): Promise<Reranking> {
  const { reranker } = run.services;
  if (reranker === undefined || before === undefined || before.chunks.length === 0) return NOT_RERANKED;
  const endStage = run.startStage("rerank");
  const reranking = await rerankInTime(run, { reranker, question, before });
  endStage(reranking.readings.size);
  return reranking;
}

async function rerankInTime(run: RerankingRun, task: RerankTask): Promise<Reranking> {
  const { settings, signal } = run;
  const { languages } = task.reranker;
  const isOrdering = settings.rerankWeight > 0;
  const otherLanguage = languages === undefined ? undefined : await detectOtherLanguage(task.question, languages);
  if (otherLanguage !== undefined)
    return { ...NOT_RERANKED, warnings: isOrdering ? [questionOutside(otherLanguage)] : [] };

  const budget = createBudget(settings.rerankBudgetMs);
  const stop = AbortSignal.any([signal, budget.signal]);
  try {
    return await untilAborted(readAndBlend(run, task, { signal: stop, begun: budget.begin }), stop);
  } catch (error) {
    signal.throwIfAborted();
    if (budget.signal.aborted) return { ...NOT_RERANKED, warnings: [tooSlow(settings)] };
    if (!(error instanceof LydianError)) throw error;
    const outcome = isOrdering ? "Not reranked." : "The reranker did not read the passages.";
    return { ...NOT_RERANKED, warnings: [{ code: error.code, message: `${outcome} ${error.message}` }] };
  } finally {
    budget.end();
  }
}

/** Creates a time limit that starts with `begin`; `Infinity` sets no limit. */
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

/** Rejects as soon as the signal aborts, without waiting for work that cannot stop at once. */
function untilAborted<Result>(work: Promise<Result>, signal: AbortSignal): Promise<Result> {
  return new Promise((resolve, reject) => {
    if (signal.aborted) reject(signal.reason);
    signal.addEventListener("abort", () => reject(signal.reason), { once: true });
    work.then(resolve, reject);
  });
}

async function readAndBlend(run: RerankingRun, task: RerankTask, call: RerankCall): Promise<Reranking> {
  const { reranker, question, before } = task;
  const { rerankDepth, rerankWeight } = run.settings;
  const first = before.chunks.slice(0, rerankDepth);
  const { chunks, titles } = await readPassages(run, reranker, first, call.signal);
  const passages = chunks.map((chunk) => ({ title: placeOf(chunk, titles), text: chunk.text }));

  const characters = passages.reduce((sum, { title, text }) => sum + title.length + text.length, 0);
  run.work.spend((characters + passages.length * question.length) * STEPS_PER_CHARACTER);

  const readings = new Map<string, Reading & { readonly span: Span }>();
  for (const { index, ...reading } of await reranker.rerank(question, passages, call)) {
    const chunk = chunks[index];
    if (chunk !== undefined) readings.set(chunk.id, { ...toReading(chunk, reading), span: chunk.span });
  }
  if (readings.size === 0) return NOT_RERANKED;
  if (rerankWeight === 0) return { readings, warnings: [] };

  const readChunks = first.map((chunk) => defined({ ...chunk, relevance: readings.get(chunk.chunkId)?.relevance }));
  const blended = blend(readChunks, before.stage, rerankWeight);
  return { stage: { stage: "reranker", chunks: blended }, readings, warnings: [] };
}

interface ReadablePassages {
  readonly chunks: readonly Chunk[];
  /** Titles by document id. */
  readonly titles: ReadonlyMap<string, string>;
}

/** Reads the chunks that are still in the store and belong to documents in the reranker's languages. */
async function readPassages(
  { services: { store }, readable }: RerankingRun,
  { languages }: Pick<Reranker, "languages">,
  ranking: readonly ScoredChunk[],
  signal: AbortSignal,
): Promise<ReadablePassages> {
  const chunks = await store.readChunks({ ...readable, ids: ranking.map(({ chunkId }) => chunkId) }, signal);
  const ids = [...new Set(chunks.map(({ documentId }) => documentId))];
  const summaries = (await store.readSummaries({ ...readable, ids }, signal)).filter(
    ({ language }) => languages === undefined || language === undefined || languages.includes(language),
  );
  const titles = new Map(summaries.map(({ id, title }) => [id, title]));
  return { chunks: chunks.filter(({ documentId }) => titles.has(documentId)), titles };
}

/** Returns the document's title and the headings above the chunk. */
function placeOf({ documentId, headingPath }: Chunk, titles: ReadonlyMap<string, string>): string {
  const title = titles.get(documentId) ?? "";
  return [title, ...headingPath.filter((heading) => heading !== title)].filter((name) => name !== "").join(". ");
}

/** Returns the reading with its answers as spans of the document. */
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
    message: `The question seems to be in ${name}, which the reranker does not read, so nothing was reranked.`,
  };
}

function tooSlow({ rerankBudgetMs, rerankWeight }: RerankingRun["settings"]): Warning {
  const outcome = rerankWeight === 0 ? "its results are ignored" : "the order is that of words and vectors alone";
  const message = `The reranker did not finish within ${rerankBudgetMs} ms, so ${outcome}.`;
  return { code: "rerank-timeout", message };
}
