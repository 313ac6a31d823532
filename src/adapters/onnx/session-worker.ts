// The thread of one ONNX session. ONNX Runtime's `run` blocks the thread that calls it, so sessions that are to run
// side by side need a thread each; the caller's thread stays free for reading, tokenising and committing.
import { createHash } from "node:crypto";
import { createReadStream } from "node:fs";
import { parentPort, workerData } from "node:worker_threads";
import { InferenceSession, Tensor } from "onnxruntime-node";
import type { SessionReply, SessionRequest, SessionSettings } from "./session-messages.ts";

const OUTPUTS = ["sentence_embedding", "last_hidden_state"];

const settings: SessionSettings = workerData;
const reply = (message: SessionReply) => parentPort?.postMessage(message);

try {
  await serve(await openSession());
} catch (error) {
  reply({ kind: "failed", reason: error instanceof Error ? error.message : String(error) });
}

async function openSession(): Promise<InferenceSession | undefined> {
  for (const [path, expected] of Object.entries(settings.sha256)) {
    const hash = createHash("sha256");
    for await (const part of createReadStream(path, { highWaterMark: 1 << 20 })) hash.update(part);
    if (hash.digest("hex") !== expected) {
      reply({ kind: "differs", path });
      return undefined;
    }
  }
  return InferenceSession.create(settings.modelPath, {
    intraOpNumThreads: settings.threads,
    interOpNumThreads: 1,
    graphOptimizationLevel: "all",
  });
}

async function serve(session: InferenceSession | undefined): Promise<void> {
  if (session === undefined) return;
  const output = OUTPUTS.find((name) => session.outputNames.includes(name));
  const unknown = session.inputNames.filter((name) => !Object.hasOwn(inputsOf([]), name));
  if (output === undefined) throw new Error(`it has no output named ${OUTPUTS.join(" or ")}`);
  if (unknown.length > 0) throw new Error(`it asks for the unknown input ${unknown.join(", ")}`);
  let last = Promise.resolve();
  parentPort?.on("message", (request: SessionRequest) => {
    // One after the other: a session's runs share its memory.
    last = last.then(() =>
      request.kind === "close" ? release(session) : answer({ session, output, ...request }).then(reply),
    );
  });
}

interface Run {
  readonly session: InferenceSession;
  readonly output: string;
  readonly id: number;
  readonly tokenIds: readonly number[];
}

async function answer({ session, output, id, tokenIds }: Run): Promise<SessionReply> {
  try {
    const inputs = inputsOf(tokenIds);
    const feeds = Object.fromEntries(session.inputNames.map((name) => [name, tensorOf(inputs[name] ?? [])]));
    const result = (await session.run(feeds, [output]))[output];
    if (!(result?.data instanceof Float32Array)) throw new Error(`its output ${output} is not float32`);
    return { kind: "vector", id, vector: pool(result.data, result.dims) };
  } catch (error) {
    return { kind: "run-failed", id, reason: error instanceof Error ? error.message : String(error) };
  }
}

function inputsOf(tokenIds: readonly number[]): Readonly<Record<string, readonly number[]>> {
  return {
    input_ids: tokenIds,
    attention_mask: tokenIds.map(() => 1),
    token_type_ids: tokenIds.map(() => 0),
    position_ids: tokenIds.map((_, position) => position),
  };
}

function tensorOf(numbers: readonly number[]): Tensor {
  return new Tensor("int64", BigInt64Array.from(numbers, BigInt), [1, numbers.length]);
}

/** `dims` is [1, dimensions] for a pooled output, else [1, tokens, dimensions]. */
function pool(values: Float32Array, dims: readonly number[]): Float32Array {
  const dimensions = dims.at(-1) ?? 0;
  if (dims.length < 3 || settings.pooling === "cls") return values.slice(0, dimensions);
  const mean = new Float64Array(dimensions);
  for (let index = 0; index < values.length; index++) {
    mean[index % dimensions] = (mean[index % dimensions] ?? 0) + (values[index] ?? 0);
  }
  return Float32Array.from(mean, (sum) => (sum * dimensions) / values.length);
}

async function release(session: InferenceSession): Promise<void> {
  await session.release();
  parentPort?.close();
}
