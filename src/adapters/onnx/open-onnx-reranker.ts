import { basename, join } from "node:path";
import { defined, type Reranked, type Reranker, RerankFailedError, type RerankPassage } from "../../core/index.ts";
import { chooseSessions } from "./choose-sessions.ts";
import { encodePair, type PairWindow } from "./encode-pair.ts";
import { readRerankerCard } from "./model-card.ts";
import { knownHashes, MODEL_FILE, requireModelFiles, TOKENIZER_FILE } from "./model-files.ts";
import { loadTokenizer, type ModelTokenizer } from "./model-tokenizer.ts";
import { chooseAnswers, readAnswers } from "./read-answers.ts";
import { runInLanes } from "./run-in-lanes.ts";
import { SessionPool } from "./session-pool.ts";

const DEFAULT_MAX_TOKENS = 512;
const QUESTION_SHARE = 1 / 4;

export interface OnnxRerankerOptions {
  /** With `model.onnx`, `tokenizer.json` and, mostly, a card `model.json`. */
  readonly folder: string;
  /** Sessions side by side, each in a thread of its own; from 1 to 64, default the number of cores, at most 4. */
  readonly sessions?: number;
  /** The compiled `session-worker`; only tests set it. */
  readonly workerEntry?: URL;
}

/** What one run says of its window. */
interface WindowReading extends Pick<Reranked, "answers"> {
  readonly relevance: number;
}

/**
 * Opens a folder with a cross-encoder: a model that gives `relevance` or `logits` for a pair of texts and, if it points
 * at answers, `span_logits`. Cheap: the weights are hashed and loaded by the first run.
 *
 * One unpadded pair a run, so that what is said of a passage does not depend on its company. A passage that does not fit
 * is read in windows, and the best one's relevance is its own.
 *
 * @throws {InvalidArgumentError} for sessions out of bounds
 * @throws {ModelUnavailableError} if files are missing, or the card is not valid
 */
export async function openOnnxReranker(options: OnnxRerankerOptions): Promise<Reranker> {
  const { folder } = options;
  const sessions = chooseSessions(options.sessions);
  await requireModelFiles(folder);
  const card = await readRerankerCard(folder);
  const sha256 = await knownHashes(folder, card?.sha256);
  const pool = openPool(options, { sessions, sha256 });
  const maxTokens = card?.maxTokens ?? DEFAULT_MAX_TOKENS;
  const bounds = { maxTokens, maxQuestionTokens: card?.maxQuestionTokens ?? Math.floor(maxTokens * QUESTION_SHARE) };
  let tokenizer: ModelTokenizer | undefined;
  const encode = (question: string, passage: RerankPassage) => {
    pool.warm();
    tokenizer ??= loadTokenizer(join(folder, TOKENIZER_FILE), sha256[TOKENIZER_FILE]);
    return encodePair({ ...bounds, tokenizer }, question, passage);
  };
  return {
    id: card?.id ?? basename(folder),
    ...(card?.languages === undefined ? {} : { languages: card.languages }),
    async rerank(question, passages, { signal, begun }) {
      signal.throwIfAborted();
      const windows = passages.flatMap((passage, index) =>
        encode(question, passage).map((window) => ({ index, window })),
      );
      const begin = once(begun);
      const readings = await runInLanes(
        {
          items: windows,
          sizeOf: ({ window }) => window.tokenIds.length,
          runOne: async ({ window }) =>
            readWindow(await pool.run(window, { urgency: "now", signal, begun: begin }), window),
          // All of a call's runs stand in the queue together, so that calls end in the order in which they came.
          lanes: windows.length,
        },
        signal,
      );
      const ofPassage = (index: number) => readings.filter((_, at) => windows[at]?.index === index);
      const tokensRead = (index: number) =>
        windows.reduce((sum, one) => sum + (one.index === index ? one.window.tokenIds.length : 0), 0);
      return passages
        .map((_, index) => ({
          index,
          tokensRead: tokensRead(index),
          ...joinWindows(ofPassage(index), card?.noiseBelow),
        }))
        .sort((a, b) => b.relevance - a.relevance || a.index - b.index);
    },
    warm: () => pool.warm(),
    close: () => pool.close(),
  };
}

function once(tell: (() => void) | undefined): () => void {
  let isTold = false;
  return () => {
    if (!isTold) tell?.();
    isTold = true;
  };
}

function openPool(
  { folder, workerEntry = new URL("./session-worker.js", import.meta.url) }: OnnxRerankerOptions,
  { sessions, sha256 }: { readonly sessions: number; readonly sha256: Readonly<Record<string, string>> },
): SessionPool {
  const inThread = Object.entries(sha256).filter(([name]) => name !== TOKENIZER_FILE);
  const hashes = Object.fromEntries(inThread.map(([name, hash]) => [join(folder, name), hash]));
  const modelPath = join(folder, MODEL_FILE);
  return new SessionPool(workerEntry, { modelPath, threads: 1, task: { kind: "rerank" }, sha256: hashes }, sessions);
}

function readWindow(
  [logits = new Float32Array(), spanLogits]: readonly Float32Array[],
  window: PairWindow,
): WindowReading {
  const relevance = relevanceOf(logits);
  return spanLogits === undefined || window.spans === undefined
    ? { relevance }
    : { relevance, answers: readAnswers(spanLogits, window) };
}

/** One number; or two classes, of which the second one is relevant. */
function relevanceOf(logits: Float32Array): number {
  const [first = Number.NaN, second] = logits;
  const relevance = second === undefined ? first : second - first;
  if (logits.length <= 2 && Number.isFinite(relevance)) return relevance;
  throw new RerankFailedError(`The reranker gave ${logits.length} numbers for a pair; one or two are relevance.`, {
    hint: "Set rerank.model to a folder with a cross-encoder for one label.",
  });
}

function joinWindows(
  windows: readonly WindowReading[],
  noiseBelow: number | undefined,
): Omit<Reranked, "index" | "tokensRead"> {
  const relevance = Math.max(...windows.map((window) => window.relevance));
  const answers = windows.some((window) => window.answers !== undefined)
    ? { answers: chooseAnswers(windows.flatMap((window) => window.answers ?? [])) }
    : {};
  return defined({ relevance, isNoise: noiseBelow === undefined ? undefined : relevance < noiseBelow, ...answers });
}
