import { join } from "node:path";
import { type Embedder, EmbeddingFailedError, never, unitVector } from "../../core/index.ts";
import { chooseSessions, RUNS_AHEAD } from "./choose-sessions.ts";
import { describeModel, type ModelOptions } from "./describe-model.ts";
import { MODEL_FILE, requireModelFiles, TOKENIZER_FILE } from "./model-files.ts";
import { loadTokenizer, type ModelTokenizer } from "./model-tokenizer.ts";
import { runInLanes } from "./run-in-lanes.ts";
import { type RunRequest, SessionPool } from "./session-pool.ts";

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
      task: { kind: "embed", pooling: model.pooling },
      sha256: Object.fromEntries(inFolder.map(([name, hash]) => [join(folder, name), hash])),
    },
    sessions,
  );
  const tokenizer = once(() => loadTokenizer(join(folder, TOKENIZER_FILE), model.sha256[TOKENIZER_FILE]));
  const run: EmbedOne = async (text, request) => {
    pool.warm();
    const input = { tokenIds: tokenizer().encode(text, model.maxTokens) };
    const [vector = new Float32Array()] = await pool.run(input, request);
    return vector;
  };
  const dimensions = model.dimensions ?? (await learnDimensions(run, pool));
  const space = { model: model.id, dimensions, fingerprint: model.fingerprint };
  const embedOne: EmbedOne = async (text, request) =>
    unitVector(requireDimensions(await run(text, request), dimensions));
  return {
    space,
    maxTokens: model.maxTokens,
    ...(model.languages === undefined ? {} : { languages: model.languages }),
    countTokens: (text) => tokenizer().count(text),
    embedDocuments: (texts, signal, urgency = "now") =>
      runInLanes(
        {
          items: texts.map((text) => model.documentPrefix + text),
          sizeOf: (text) => text.length,
          runOne: (text) => embedOne(text, { urgency, signal }),
          lanes: sessions * RUNS_AHEAD,
        },
        signal,
      ),
    embedQuery: (text, signal) => embedOne(model.queryPrefix + text, { urgency: "now", signal }),
    warm: () => pool.warm(),
    close: () => pool.close(),
  };
}

type EmbedOne = (text: string, request: RunRequest) => Promise<Float32Array>;

function requireDimensions(vector: Float32Array, dimensions: number): Float32Array {
  if (vector.length === dimensions) return vector;
  throw new EmbeddingFailedError(
    `The embedding model gave ${vector.length} dimensions; its model card says ${dimensions}.`,
    { hint: "Correct `dimensions` in model.json." },
  );
}

async function learnDimensions(embedOne: EmbedOne, pool: SessionPool): Promise<number> {
  try {
    return (await embedOne("a", { urgency: "now", signal: never })).length;
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
