// Thread of one ONNX session. ONNX Runtime's `run` blocks the calling thread, so parallel sessions need a thread each.
// The caller's thread stays free to read, tokenise and commit.
//
// The file imports no other code of the project, because tests compile it alone.
import { createHash } from "node:crypto";
import { createReadStream } from "node:fs";
import { setImmediate } from "node:timers/promises";
import { parentPort, workerData } from "node:worker_threads";
import { InferenceSession, Tensor } from "onnxruntime-node";
import type { SessionInput, SessionReply, SessionRequest, SessionRun, SessionSettings } from "./session-messages.ts";

/** Output names of each task: the first of `needed` that the model has, and those of `optional` that it has. */
const OUTPUTS = {
  embed: { needed: ["sentence_embedding", "last_hidden_state"], optional: [] },
  rerank: { needed: ["relevance", "logits"], optional: ["span_logits"] },
  entail: { needed: ["logits"], optional: [] },
  classify: { needed: ["logits"], optional: [] },
} as const;

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
  const outputs = chooseOutputs(session.outputNames);
  const unknownInputs = session.inputNames.filter((name) => !Object.hasOwn(inputsOf({ tokenIds: [] }), name));
  if (unknownInputs.length > 0) throw new Error(`it needs the unknown input ${unknownInputs.join(", ")}`);

  const runInTurn = createTurns(async (run) => reply(await answer(session, outputs, run)));
  parentPort?.on("message", (request: SessionRequest) => {
    if (request.kind === "run") void runInTurn(request);
    else void runInTurn().then(() => release(session));
  });
}

/** Runs one after the other, because the runs of a session share its memory. Those needed `now` come first. */
function createTurns(runOne: (run: SessionRun) => Promise<void>): (run?: SessionRun) => Promise<void> {
  const queue: SessionRun[] = [];
  let progress: Promise<void> | undefined;
  const work = async () => {
    while (queue.length > 0) {
      const urgentIndex = queue.findIndex(({ urgency }) => urgency === "now");
      for (const run of queue.splice(Math.max(0, urgentIndex), 1)) await runOne(run);
      // A run blocks this thread. Messages that came in the meantime are received here.
      await setImmediate();
    }
    progress = undefined;
  };
  return async (run) => {
    if (run !== undefined) queue.push(run);
    progress ??= work();
    await progress;
  };
}

function chooseOutputs(names: readonly string[]): readonly string[] {
  const { needed, optional } = OUTPUTS[settings.task.kind];
  const first = needed.find((name) => names.includes(name));
  if (first === undefined) throw new Error(`it has no output named ${needed.join(" or ")}`);
  return [first, ...optional.filter((name) => names.includes(name))];
}

async function answer(
  session: InferenceSession,
  outputs: readonly string[],
  { id, ...input }: SessionRun,
): Promise<SessionReply> {
  try {
    const inputs = inputsOf(input);
    const feeds = Object.fromEntries(session.inputNames.map((name) => [name, tensorOf(inputs[name] ?? [])]));
    const result = await session.run(feeds, outputs);
    return { kind: "done", id, outputs: outputs.map((name) => valuesOf(name, result[name])) };
  } catch (error) {
    return { kind: "run-failed", id, reason: error instanceof Error ? error.message : String(error) };
  }
}

function inputsOf({ tokenIds, typeIds }: SessionInput): Readonly<Record<string, readonly number[]>> {
  return {
    input_ids: tokenIds,
    attention_mask: tokenIds.map(() => 1),
    token_type_ids: typeIds ?? tokenIds.map(() => 0),
    position_ids: tokenIds.map((_, position) => position),
  };
}

function tensorOf(numbers: readonly number[]): Tensor {
  return new Tensor("int64", BigInt64Array.from(numbers, BigInt), [1, numbers.length]);
}

function valuesOf(name: string, output: Tensor | undefined): Float32Array {
  if (!(output?.data instanceof Float32Array)) throw new Error(`its output ${name} is not float32`);
  const { task } = settings;
  return task.kind === "embed" ? pool(output.data, output.dims, task.pooling) : output.data;
}

/** Returns one vector. `dims` is [1, dimensions] for a pooled output, and [1, tokens, dimensions] otherwise. */
function pool(values: Float32Array, dims: readonly number[], pooling: "cls" | "mean"): Float32Array {
  const dimensions = dims.at(-1) ?? 0;
  if (dims.length < 3 || pooling === "cls") return values.slice(0, dimensions);
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
