// Measures how much time of an embedding each operation of ONNX Runtime takes, in one thread, and how many operations
// per second its int8 matrix products reach.
//
//   node bench/embed-profile.mjs [--passages 12] [--model FILE]
//
// Every operation runs many times with the same shape, once for each layer and round. The table shows the time that one
// in seven of these runs stays below, so that other work on the machine has little effect.
import { mkdtempSync, readdirSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { parseArgs } from "node:util";
import { Tokenizer } from "@huggingface/tokenizers";
import { InferenceSession, Tensor } from "onnxruntime-node";

const MAX_TOKENS = 512;
const ROUNDS = 3;
const INT8_PRODUCTS = ["DynamicQuantizeMatMul", "MatMulIntegerToFloat"];
const { values: options } = parseArgs({
  options: { passages: { type: "string", default: "12" }, model: { type: "string" } },
});
const path = (relative) => fileURLToPath(new URL(relative, import.meta.url));
const model = path("../models/bge-small-en-v1.5-int8");
const data = process.env.LYDIAN_DATA ?? path("../../shared/data");

const tokenizer = new Tokenizer(JSON.parse(readFileSync(`${model}/tokenizer.json`, "utf8")), {});
const passages = readFileSync(`${data}/retrieval/scifact/corpus.jsonl`, "utf8")
  .split("\n", Number(options.passages))
  .map((line) => JSON.parse(line))
  .map(({ title, text }) => tokenizer.encode(`${title}\n${text}`).ids.slice(0, MAX_TOKENS));

const tensorOf = (numbers) => new Tensor("int64", BigInt64Array.from(numbers, BigInt), [1, numbers.length]);
const feedsOf = (ids, names) => {
  const feeds = {
    input_ids: tensorOf(ids),
    attention_mask: tensorOf(ids.map(() => 1)),
    token_type_ids: tensorOf(ids.map(() => 0)),
  };
  return Object.fromEntries(names.map((name) => [name, feeds[name]]));
};

async function traceRuns(folder) {
  const session = await InferenceSession.create(options.model ?? `${model}/model.onnx`, {
    intraOpNumThreads: 1,
    interOpNumThreads: 1,
    graphOptimizationLevel: "all",
    enableProfiling: true,
    profileFilePrefix: join(folder, "trace"),
  });
  for (let round = 0; round < ROUNDS; round++)
    for (const ids of passages) await session.run(feedsOf(ids, session.inputNames));
  session.endProfiling();
  await session.release();
  return JSON.parse(readFileSync(join(folder, readdirSync(folder)[0]), "utf8"));
}

/**
 * Returns the number of multiplications and additions of a product: rows × inner × columns. Its scales give the
 * columns.
 */
function operationsOf(shapes) {
  const [rows, inner] = Object.values(shapes[0])[0].slice(-2);
  const columns = shapes.find(({ float }) => float?.length === 1 && float[0] > 1).float[0];
  return 2 * rows * inner * columns;
}

/** Returns the microseconds of each kind of operation, and its number of arithmetic operations if known. */
function sumByKind(events) {
  const runs = new Map();
  for (const event of events) runs.set(keyOf(event), [...(runs.get(keyOf(event)) ?? []), event]);
  const kinds = {};
  for (const same of runs.values()) {
    const { op_name: kind, input_type_shape: shapes } = same[0].args;
    const times = same.map(({ dur }) => dur).sort((one, other) => one - other);
    const sum = times[Math.floor(times.length / 7)] * times.length;
    kinds[nameOf(kind, shapes)] ??= { microseconds: 0, operations: 0 };
    const one = kinds[nameOf(kind, shapes)];
    one.microseconds += sum;
    if (INT8_PRODUCTS.includes(kind)) one.operations += operationsOf(shapes) * times.length;
  }
  return kinds;
}

const keyOf = ({ args }) => `${args.op_name} ${JSON.stringify(args.input_type_shape)}`;
const nameOf = (kind, shapes) =>
  kind === "Add" ? `Add, ${shapes[0].float?.length === 4 ? "the attention's mask" : "residuals"}` : kind;

const folder = mkdtempSync(join(tmpdir(), "lydian-embed-"));
try {
  const events = await traceRuns(folder);
  const kinds = sumByKind(events.filter(({ cat, name }) => cat === "Node" && name.endsWith("_kernel_time")));
  const total = Object.values(kinds).reduce((sum, { microseconds }) => sum + microseconds, 0);
  const sorted = Object.entries(kinds).sort(([, one], [, other]) => other.microseconds - one.microseconds);
  for (const [kind, { microseconds }] of sorted.slice(0, 12))
    console.log(`${((microseconds / total) * 100).toFixed(1).padStart(6)} %  ${kind}`);
  const products = sorted.filter(([, { operations }]) => operations > 0).map(([, kind]) => kind);
  const sum = (pick) => products.reduce((all, kind) => all + pick(kind), 0);
  const perMicrosecond = sum(({ operations }) => operations) / sum(({ microseconds }) => microseconds);
  console.log(`${(total / 1000 / ROUNDS / passages.length).toFixed(1)} ms a passage in one thread`);
  console.log(`int8 matrix products: ${(perMicrosecond / 1000).toFixed(0)} thousand million operations a second`);
} finally {
  rmSync(folder, { recursive: true, force: true });
}
