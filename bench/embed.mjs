// Compares the passages per second of Lydian's embedder and of a plain pipeline on the published ONNX file, from which
// Lydian's was made.
//
//   npm run build && node bench/embed.mjs [--passages 128] [--rounds 2] [--published FILE]
//
// "plain batches" is what a Transformers.js feature-extraction pipeline does when it is fed 32 texts at a time in the
// order of the file: one session with ONNX Runtime's own thread settings, padded to the longest text of the batch, cut
// at 512 tokens, first token's vector, divided by its length. "one a call" is the same without batches. The texts are
// SciFact's, with their titles. Rounds alternate and the best of each counts, so that a busy machine hurts all alike.
// On a busy machine, ONNX Runtime's own threads wait in loops. "one thread" runs the same batches without them, and the
// processor time of each way, its least over the rounds, tells more than the wall time.
import { mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { availableParallelism, cpus, loadavg } from "node:os";
import { fileURLToPath } from "node:url";
import { parseArgs } from "node:util";
import { Tokenizer } from "@huggingface/tokenizers";
import { InferenceSession, Tensor } from "onnxruntime-node";
import { openOnnxEmbedder } from "../dist/adapters/onnx/index.js";

const MAX_TOKENS = 512;
const BATCH = 32;
const { values: options } = parseArgs({
  options: {
    passages: { type: "string", default: "128" },
    rounds: { type: "string", default: "2" },
    published: { type: "string" },
  },
});

const path = (relative) => fileURLToPath(new URL(relative, import.meta.url));
const model = path("../models/bge-small-en-v1.5-int8");
const published = options.published ?? path("../../shared/models/bge-small-en-v1.5-int8/model.onnx");
const data = process.env.LYDIAN_DATA ?? path("../../shared/data");
const texts = readFileSync(`${data}/retrieval/scifact/corpus.jsonl`, "utf8")
  .split("\n", Number(options.passages))
  .map((line) => JSON.parse(line))
  .map(({ title, text }) => `${title}\n${text}`);

const tokenizer = new Tokenizer(JSON.parse(readFileSync(`${model}/tokenizer.json`, "utf8")), {});
const session = await InferenceSession.create(published);
const oneThread = await InferenceSession.create(published, { intraOpNumThreads: 1, interOpNumThreads: 1 });
const embedder = await openOnnxEmbedder({ folder: model });
const never = new AbortController().signal;

function tokenize(text) {
  const { ids } = tokenizer.encode(text);
  return ids.length <= MAX_TOKENS ? ids : [...ids.slice(0, MAX_TOKENS - 1), ids.at(-1)];
}

async function runPadded(batch, session) {
  const width = Math.max(...batch.map((ids) => ids.length));
  const cells = (cellOf) =>
    new Tensor(
      "int64",
      BigInt64Array.from(batch.flatMap((ids) => Array.from({ length: width }, (_, at) => BigInt(cellOf(ids, at))))),
      [batch.length, width],
    );
  const { last_hidden_state: output } = await session.run({
    input_ids: cells((ids, at) => ids[at] ?? 0),
    attention_mask: cells((ids, at) => (at < ids.length ? 1 : 0)),
    token_type_ids: cells(() => 0),
  });
  const dimensions = output.dims[2];
  return batch.map((_, row) => {
    const vector = output.data.slice(row * width * dimensions, row * width * dimensions + dimensions);
    const length = Math.hypot(...vector);
    return vector.map((value) => value / length);
  });
}

async function embedPadded(batchSize, session) {
  const vectors = [];
  for (let start = 0; start < texts.length; start += batchSize) {
    vectors.push(...(await runPadded(texts.slice(start, start + batchSize).map(tokenize), session)));
  }
  return vectors;
}

const ways = [
  { name: "lydian, one a run, sessions side by side", run: () => embedder.embedDocuments(texts, never) },
  { name: `plain batches of ${BATCH}, unsorted, padded`, run: () => embedPadded(BATCH, session) },
  { name: `plain batches of ${BATCH}, one thread`, run: () => embedPadded(BATCH, oneThread) },
  { name: "plain, one a call", run: () => embedPadded(1, session) },
  { name: "plain, one a call, one thread", run: () => embedPadded(1, oneThread) },
];

// Weights and code are warm before the clock starts.
await embedder.embedDocuments(texts.slice(0, 8), never);
for (const plain of [session, oneThread]) await runPadded([tokenize(texts[0])], plain);

const best = ways.map(() => ({ seconds: Number.POSITIVE_INFINITY, cpuMs: Number.POSITIVE_INFINITY, vectors: [] }));
for (let round = 0; round < Number(options.rounds); round++) {
  for (const [index, way] of ways.entries()) {
    const started = performance.now();
    const cpu = process.cpuUsage();
    const vectors = await way.run();
    const seconds = (performance.now() - started) / 1000;
    const { user, system } = process.cpuUsage(cpu);
    best[index] = {
      seconds: Math.min(seconds, best[index].seconds),
      cpuMs: Math.min((user + system) / 1000, best[index].cpuMs),
      vectors,
    };
  }
}
await embedder.close();
await session.release();
await oneThread.release();

const cosine = (a, b) => a.reduce((sum, value, index) => sum + value * b[index], 0);
const tokens = texts.reduce((sum, text) => sum + tokenize(text).length, 0);
const rows = ways.map(({ name }, index) => {
  const { seconds, cpuMs, vectors } = best[index];
  const isSame = (vector, at) => vector.every((value, position) => value === best[0].vectors[at][position]);
  return {
    name,
    passagesPerSecond: Number((texts.length / seconds).toFixed(1)),
    tokensPerSecond: Math.round(tokens / seconds),
    lydianIsFasterBy: Number((seconds / best[0].seconds).toFixed(2)),
    processorMsPerPassage: Number((cpuMs / texts.length).toFixed(1)),
    lydianNeedsLessBy: Number((cpuMs / best[0].cpuMs).toFixed(2)),
    sameVectors: vectors.filter(isSame).length,
    leastCosineToLydian: Number(
      Math.min(...vectors.map((vector, at) => cosine(vector, best[0].vectors[at]))).toFixed(4),
    ),
  };
});
const report = {
  passages: texts.length,
  tokens,
  cores: availableParallelism(),
  load: loadavg()[0],
  processor: cpus()[0]?.model,
  node: process.version,
  rows,
};
console.table(rows);
console.log(
  `${texts.length} passages, ${tokens} tokens, ${report.cores} cores (${report.processor}), load ${report.load.toFixed(1)}, Node ${report.node}`,
);
mkdirSync(path("results"), { recursive: true });
writeFileSync(path("results/embed.json"), `${JSON.stringify(report, null, 2)}\n`);
