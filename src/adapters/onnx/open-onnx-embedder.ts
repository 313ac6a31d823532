import { availableParallelism } from "node:os";
import { join } from "node:path";
import { type Embedder, EmbeddingFailedError, InvalidArgumentError } from "../../core/index.ts";
import { describeModel, type ModelOptions } from "./describe-model.ts";
import { embedInLanes } from "./embed-in-lanes.ts";
import { MODEL_FILE, requireModelFiles, TOKENIZER_FILE } from "./model-files.ts";
import { loadTokenizer, type ModelTokenizer } from "./model-tokenizer.ts";
import { SessionPool } from "./session-pool.ts";

/** More sessions than this share the memory's bandwidth and win little. */
const MOST_SESSIONS = 4;
const SESSIONS_LIMIT = 64;
/** Runs asked for ahead, so that a thread never waits for the caller's. */
const RUNS_AHEAD = 2;

export interface OnnxEmbedderOptions extends ModelOptions {
  /** With `model.onnx`, `tokenizer.json` and, mostly, a card `model.json`. */
  readonly folder: string;
  /** Sessions side by side, each in a thread of its own; from 1 to 64, default the number of cores, at most 4. */
  readonly sessions?: number;
  /** Threads within one run, default 1: many sessions beat many threads. */
  readonly threadsPerSession?: number;
  /** The compiled `session-worker`; only tests set it. */
  readonly workerEntry?: URL;
}

/**
 * Opens a folder with an ONNX embedding model. Cheap: the weights are hashed and loaded at the first embedding, the
 * tokenizer at the first count. A folder whose card lacks hashes is hashed here; one without `dimensions` runs once.
 *
 * One unpadded text a run, so that a text's vector does not depend on its company: the quantised model scales its
 * numbers over the whole input. Texts longer than `maxTokens` are cut at the end.
 *
 * @throws {InvalidArgumentError} for sessions out of bounds
 * @throws {ModelUnavailableError} if files are missing, differ from their hashes, or leave the pooling open
 */
export async function openOnnxEmbedder(options: OnnxEmbedderOptions): Promise<Embedder> {
  const { folder } = options;
  const sessions = chooseSessions(options.sessions);
  await requireModelFiles(folder);
  const model = await describeModel(folder, options);
  const inFolder = Object.entries(model.sha256).filter(([name]) => name !== TOKENIZER_FILE);
  const pool = new SessionPool(
    options.workerEntry ?? new URL("./session-worker.js", import.meta.url),
    {
      modelPath: join(folder, MODEL_FILE),
      threads: options.threadsPerSession ?? 1,
      pooling: model.pooling,
      sha256: Object.fromEntries(inFolder.map(([name, hash]) => [join(folder, name), hash])),
    },
    sessions,
  );
  const tokenizer = once(() => loadTokenizer(join(folder, TOKENIZER_FILE), model.sha256[TOKENIZER_FILE]));
  const embedOne = (text: string) => {
    pool.warm();
    return pool.embed(tokenizer().encode(text, model.maxTokens));
  };
  const dimensions = model.dimensions ?? (await learnDimensions(embedOne, pool));
  const space = { model: model.id, dimensions, fingerprint: model.fingerprint };
  const embedAll = (texts: readonly string[], signal: AbortSignal) =>
    embedInLanes({ texts, embedOne, dimensions, lanes: sessions * RUNS_AHEAD }, signal);
  return {
    space,
    maxTokens: model.maxTokens,
    ...(model.languages === undefined ? {} : { languages: model.languages }),
    countTokens: (text) => tokenizer().count(text),
    embedDocuments: (texts, signal) =>
      embedAll(
        texts.map((text) => model.documentPrefix + text),
        signal,
      ),
    embedQuery: async (text, signal) => {
      const [vector] = await embedAll([model.queryPrefix + text], signal);
      if (vector === undefined) throw new EmbeddingFailedError(`The embedding model ${model.id} gave no vector.`);
      return vector;
    },
    warm: () => pool.warm(),
    close: () => pool.close(),
  };
}

function chooseSessions(wanted: number | undefined): number {
  const sessions = wanted ?? Math.min(MOST_SESSIONS, availableParallelism());
  if (Number.isInteger(sessions) && sessions >= 1 && sessions <= SESSIONS_LIMIT) return sessions;
  throw new InvalidArgumentError(`sessions is ${sessions}; it is a whole number from 1 to ${SESSIONS_LIMIT}.`);
}

async function learnDimensions(embedOne: (text: string) => Promise<Float32Array>, pool: SessionPool): Promise<number> {
  try {
    return (await embedOne("a")).length;
  } catch (error) {
    await pool.close();
    throw error;
  }
}

function once(load: () => ModelTokenizer): () => ModelTokenizer {
  let loaded: ModelTokenizer | undefined;
  return () => {
    loaded ??= load();
    return loaded;
  };
}
