import { basename, join } from "node:path";
import {
  defined,
  findMax,
  type Reranked,
  type Reranker,
  RerankFailedError,
  type RerankPassage,
} from "../../core/index.ts";
import { callOnce } from "./call-once.ts";
import { chooseSessions } from "./choose-sessions.ts";
import { encodePair, type PairWindow } from "./encode-pair.ts";
import { readRerankerCard } from "./model-card.ts";
import { completeHashes, MODEL_FILE, requireModelFiles, TOKENIZER_FILE } from "./model-files.ts";
import { loadTokenizer } from "./model-tokenizer.ts";
import { chooseAnswers, readAnswers } from "./read-answers.ts";
import { runInLanes } from "./run-in-lanes.ts";
import { SessionPool } from "./session-pool.ts";

const DEFAULT_MAX_TOKENS = 512;
const QUESTION_SHARE = 1 / 4;

export interface OnnxRerankerOptions {
  /** Folder with `model.onnx`, `tokenizer.json` and usually a card `model.json`. */
  readonly folder: string;
  /** Number of parallel sessions, each in a separate thread, 1 to 64. Default: the number of cores, at most 4. */
  readonly sessions?: number;
  /** Compiled `session-worker`. Only tests set it. */
  readonly workerEntry?: URL;
}

/** Result of one run for its window. */
interface WindowResult extends Pick<Reranked, "answers"> {
  readonly relevance: number;
}

/**
 * Opens a folder with a cross-encoder: a model that returns `relevance` or `logits` for a pair of texts. A model that
 * also finds answers returns `span_logits`, too. Opening is fast: the first run hashes and loads the weights.
 *
 * Each run gets one unpadded pair, so that the result for a passage does not depend on the other passages. A passage
 * that does not fit is read in windows, and its relevance is the maximum of theirs.
 *
 * @throws {InvalidArgumentError} if `sessions` is out of bounds
 * @throws {ModelUnavailableError} if files are missing, or the card is invalid
 */
export async function openOnnxReranker(options: OnnxRerankerOptions): Promise<Reranker> {
  const { folder } = options;
  const sessions = chooseSessions(options.sessions);
  await requireModelFiles(folder);
  const card = await readRerankerCard(folder);
  const sha256 = await completeHashes(folder, card?.sha256);
  const pool = openPool(options, sessions, sha256);

  const maxTokens = card?.maxTokens ?? DEFAULT_MAX_TOKENS;
  const bounds = { maxTokens, maxQuestionTokens: card?.maxQuestionTokens ?? Math.floor(maxTokens * QUESTION_SHARE) };
  const tokenizer = callOnce(() => loadTokenizer(join(folder, TOKENIZER_FILE), sha256[TOKENIZER_FILE]));
  const encode = (question: string, passage: RerankPassage) => {
    pool.warm();
    return encodePair({ ...bounds, tokenizer: tokenizer() }, question, passage);
  };

  const reranker: Reranker = {
    id: card?.id ?? basename(folder),
    async rerank(question, passages, { signal, begun }) {
      signal.throwIfAborted();
      const windows = passages.flatMap((passage, index) =>
        encode(question, passage).map((window) => ({ index, window })),
      );

      const onStart = callOnce(() => begun?.());
      const results = await runInLanes(
        windows,
        // All runs of a call enter the queue together, so that calls end in the order of their start.
        windows.length,
        ({ window }) => window.tokenIds.length,
        async ({ window }) => readWindow(await pool.run(window, { urgency: "now", signal, begun: onStart }), window),
        signal,
      );

      const resultsOf = (index: number) => results.filter((_, position) => windows[position]?.index === index);
      const tokensReadOf = (index: number) =>
        windows.reduce((sum, { index: passage, window }) => sum + (passage === index ? window.tokenIds.length : 0), 0);
      return passages
        .map((_, index) => ({
          index,
          tokensRead: tokensReadOf(index),
          ...joinWindows(resultsOf(index), card?.noiseBelow),
        }))
        .sort((a, b) => b.relevance - a.relevance || a.index - b.index);
    },
    warm: () => pool.warm(),
    close: () => pool.close(),
  };
  return card?.languages === undefined ? reranker : { ...reranker, languages: card.languages };
}

/**
 * Opens the pool of model sessions.
 *
 * @param sha256  SHA-256 hashes of the model's files, by file name
 */
function openPool(
  { folder, workerEntry = new URL("./session-worker.js", import.meta.url) }: OnnxRerankerOptions,
  sessions: number,
  sha256: Readonly<Record<string, string>>,
): SessionPool {
  const sessionHashes = Object.entries(sha256).filter(([name]) => name !== TOKENIZER_FILE);
  const hashes = Object.fromEntries(sessionHashes.map(([name, hash]) => [join(folder, name), hash]));
  const modelPath = join(folder, MODEL_FILE);
  return new SessionPool(workerEntry, { modelPath, threads: 1, task: { kind: "rerank" }, sha256: hashes }, sessions);
}

function readWindow(
  [logits = new Float32Array(), spanLogits]: readonly Float32Array[],
  window: PairWindow,
): WindowResult {
  const relevance = relevanceOf(logits);
  return spanLogits === undefined || window.spans === undefined
    ? { relevance }
    : { relevance, answers: readAnswers(spanLogits, window) };
}

/** Returns the relevance: the only number, or the difference of two classes, the second of which is "relevant". */
function relevanceOf(logits: Float32Array): number {
  const [first = Number.NaN, second] = logits;
  const relevance = second === undefined ? first : second - first;
  if (logits.length <= 2 && Number.isFinite(relevance)) return relevance;
  throw new RerankFailedError(`The reranker returned ${logits.length} numbers for a pair instead of one or two.`, {
    hint: "Set rerank.model to a folder with a cross-encoder for one label.",
  });
}

function joinWindows(
  windows: readonly WindowResult[],
  noiseBelow: number | undefined,
): Omit<Reranked, "index" | "tokensRead"> {
  const relevance = findMax(windows.map((window) => window.relevance));
  const hasAnswers = windows.some((window) => window.answers !== undefined);
  return defined({
    relevance,
    isNoise: noiseBelow === undefined ? undefined : relevance < noiseBelow,
    answers: hasAnswers ? chooseAnswers(windows.flatMap((window) => window.answers ?? [])) : undefined,
  });
}
