import { join, resolve } from "node:path";
import { defined, type Embedder, EmbeddingFailedError, never, type Urgency, unitVector } from "../../core/index.ts";
import { callOnce } from "./call-once.ts";
import { chooseSessions, RUNS_AHEAD } from "./choose-sessions.ts";
import { describeModel, type ModelOptions } from "./describe-model.ts";
import { MODEL_FILE, requireModelFiles, TOKENIZER_FILE } from "./model-files.ts";
import { loadTokenizer } from "./model-tokenizer.ts";
import { runInLanes } from "./run-in-lanes.ts";
import { type RunRequest, SessionPool } from "./session-pool.ts";

export interface OnnxEmbedderOptions extends ModelOptions {
  /** Folder with `model.onnx`, `tokenizer.json` and usually a card `model.json`. */
  readonly folder: string;
  /** Number of parallel sessions, each in a separate thread, 1 to 64. Default: the number of cores, at most 4. */
  readonly sessions?: number;
  /** Number of threads within one run. Default 1: more sessions are faster than more threads. */
  readonly threadsPerSession?: number;
  /** Compiled `session-worker`. Only tests set it. */
  readonly workerEntry?: URL;
}

type EmbedText = (text: string, request: RunRequest) => Promise<Float32Array>;

/**
 * Opens a folder with an ONNX embedding model. Opening is fast: the weights are hashed and loaded at the first
 * embedding, the tokenizer at the first count. Hashes or dimensions that the card lacks are computed here.
 *
 * Each run gets one unpadded text. The quantised model scales its numbers over the whole input, so in a batch the
 * vector of a text would depend on its neighbours. Texts longer than `maxTokens` are cut at the end.
 *
 * @throws {InvalidArgumentError} if `sessions` is out of bounds
 * @throws {ModelUnavailableError} if files are missing or differ from their hashes, or the pooling is unknown
 */
export async function openOnnxEmbedder(options: OnnxEmbedderOptions): Promise<Embedder> {
  const { folder } = options;
  const sessions = chooseSessions(options.sessions);
  await requireModelFiles(folder);
  const model = await describeModel(folder, options);

  const sessionHashes = Object.entries(model.sha256).filter(([name]) => name !== TOKENIZER_FILE);
  const pool = new SessionPool(
    options.workerEntry ?? new URL("./session-worker.js", import.meta.url),
    {
      modelPath: join(folder, MODEL_FILE),
      threads: options.threadsPerSession ?? 1,
      task: { kind: "embed", pooling: model.pooling },
      sha256: Object.fromEntries(sessionHashes.map(([name, hash]) => [join(folder, name), hash])),
    },
    sessions,
  );
  const tokenizerPath = resolve(folder, TOKENIZER_FILE);
  const tokenizer = callOnce(() => loadTokenizer(tokenizerPath, model.sha256[TOKENIZER_FILE]));
  const run: EmbedText = async (text, request) => {
    pool.warm();
    const input = { tokenIds: tokenizer().encode(text, model.maxTokens) };
    const [vector = new Float32Array()] = await pool.run(input, request);
    return vector;
  };

  const dimensions = model.dimensions ?? (await measureDimensions(run, pool));
  const space = { model: model.id, dimensions, fingerprint: model.fingerprint };
  const embed: EmbedText = async (text, request) => unitVector(requireDimensions(await run(text, request), dimensions));

  return defined({
    space,
    maxTokens: model.maxTokens,
    languages: model.languages,
    countTokens: (text: string) => tokenizer().count(text),
    tokenCounter: defined({ kind: "tokenizer", path: tokenizerPath, sha256: model.sha256[TOKENIZER_FILE] }),
    embedDocuments: (texts: readonly string[], signal: AbortSignal, urgency: Urgency = "now") =>
      runInLanes(
        texts.map((text) => model.documentPrefix + text),
        sessions * RUNS_AHEAD,
        (text) => text.length,
        (text) => embed(text, { urgency, signal }),
        signal,
      ),
    embedQuery: (text: string, signal: AbortSignal) => embed(model.queryPrefix + text, { urgency: "now", signal }),
    warm: () => pool.warm(),
    close: () => pool.close(),
  });
}

function requireDimensions(vector: Float32Array, dimensions: number): Float32Array {
  if (vector.length === dimensions) return vector;
  throw new EmbeddingFailedError(
    `The embedding model returned ${vector.length} dimensions; its model card says ${dimensions}.`,
    { hint: "Correct `dimensions` in model.json." },
  );
}

async function measureDimensions(embed: EmbedText, pool: SessionPool): Promise<number> {
  try {
    return (await embed("a", { urgency: "now", signal: never })).length;
  } catch (error) {
    await pool.close();
    throw error;
  }
}
