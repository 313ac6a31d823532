// Measures how much of the answer the chunks found by a search contain, and how much else.
//
//   npm run build && node bench/chunkers.mjs [--characters 100000] [--only semantic] [--cache DIR] [--json FILE]
//
// The texts and questions of $LYDIAN_DATA/chunking (default ../shared/data): each question has the exact spans that
// answer it. As in Chroma's "Evaluating chunking strategies", all chunks of all texts are searched together, and the
// five nearest by the bundled model's vectors count. In characters, the table shows recall (share of the spans found),
// precision (share of the five chunks that is span) and IoU (intersection over union). Five large chunks hold more than
// five small ones, so it also shows the recall within the default context: 2,000 tokens, nearest first, skipping what
// does not fit. `--characters` takes the beginning of each text only, and the questions whose spans lie in it.
//
// Texts in the order of their names' SHA-256 are split into those that choose (first, third, fifth) and those that
// report. Peers: LangChain's RecursiveCharacterTextSplitter and LlamaIndex.TS's SentenceSplitter, measured in the same
// tokens.
import { createHash } from "node:crypto";
import { existsSync, mkdirSync, readdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { parseArgs } from "node:util";
import { RecursiveCharacterTextSplitter } from "@langchain/textsplitters";
import { openOnnxEmbedder } from "../dist/adapters/onnx/index.js";
import { loadBytes } from "../dist/engine/formats/index.js";
import { chooseChunkers } from "../dist/engine/ingest/chunk/choose-chunkers.js";
import { embeddingText } from "../dist/engine/ingest/embed/embedding-text.js";

const MAX_HITS = 5;
const BUDGET_TOKENS = 2000;
const { values: options } = parseArgs({
  options: {
    characters: { type: "string", default: "Infinity" },
    only: { type: "string", default: "" },
    cache: { type: "string" },
    json: { type: "string" },
  },
});
const path = (relative) => fileURLToPath(new URL(relative, import.meta.url));
const data = join(process.env.LYDIAN_DATA ?? path("../../shared/data"), "chunking");
const never = new AbortController().signal;
const sha256 = (text) => createHash("sha256").update(text).digest("hex");
const embedder = await openOnnxEmbedder({ folder: path("../models/bge-small-en-v1.5-int8") });
const countTokens = (text) => embedder.countTokens(text);
const embed = createCachedEmbed(options.cache);
const texts = await readTexts(Number(options.characters));
const questions = readQuestions();

const rows = [];
for (const { name, cut, context = false } of configurations().filter((one) => one.name.includes(options.only))) {
  const chunks = [];
  for (const text of texts) chunks.push(...(await cut(text)).map((chunk) => ({ ...chunk, text })));
  rows.push({ name, context, ...(await score(chunks, context)) });
  print(rows.at(-1));
}
if (options.json !== undefined) writeFileSync(options.json, `${JSON.stringify({ options, rows }, null, 2)}\n`);
await embedder.close();

function configurations() {
  const ours = (chunker, maxTokens, { overlapTokens = 0, context = false } = {}) => {
    const { chunk } = chooseChunkers({ chunker, maxTokens, overlapTokens })("text/markdown");
    const name = `${chunker} ${maxTokens}, overlap ${overlapTokens}${context ? ", headings" : ""}`;
    return { name, context, cut: (text) => chunk(text, { countTokens, embed: (all) => embed(all) }, never) };
  };
  const sizes = [128, 256, 400, 512];
  return [
    ...sizes.flatMap((size) => ["structure", "recursive", "semantic"].map((chunker) => ours(chunker, size))),
    ...[256, 400].flatMap((size) => ["structure", "semantic"].map((chunker) => ours(chunker, size, { context: true }))),
    ...[256, 400].flatMap((size) =>
      ["structure", "recursive"].map((chunker) => ours(chunker, size, { overlapTokens: size / 4 })),
    ),
    ...[256, 400].flatMap((size) => [langChain(size, 0), langChain(size, size / 4), llamaIndex(size, 0)]),
  ];
}

function langChain(chunkSize, chunkOverlap) {
  const splitter = new RecursiveCharacterTextSplitter({ chunkSize, chunkOverlap, lengthFunction: countTokens });
  const cut = async ({ text }) => locate(text, await splitter.splitText(text));
  return { name: `LangChain recursive ${chunkSize}, overlap ${chunkOverlap}`, cut };
}

function llamaIndex(chunkSize, chunkOverlap) {
  const cut = async ({ text }) => {
    const { SentenceSplitter } = await import("llamaindex");
    // The splitter only uses the length of the list of tokens.
    const tokenizer = { encode: (part) => new Uint32Array(countTokens(part)), decode: () => "" };
    return locate(text, new SentenceSplitter({ chunkSize, chunkOverlap, tokenizer }).splitText(text));
  };
  return { name: `LlamaIndex.TS sentences ${chunkSize}, overlap ${chunkOverlap}`, cut };
}

/** Finds the spans of a peer's chunks, which are texts. Ignores white space, since some peers change it. */
function locate(text, parts) {
  const places = [];
  let bare = "";
  for (let index = 0; index < text.length; index++) {
    if (/\s/.test(text[index])) continue;
    places.push(index);
    bare += text[index];
  }
  let from = 0;
  return parts.flatMap((part) => {
    const wanted = part.replace(/\s+/g, "");
    if (wanted === "") return [];
    const at = bare.indexOf(wanted, from);
    if (at < 0) throw new Error(`A chunk of ${part.length} characters is not in its text.`);
    from = at + 1;
    return [{ span: { start: places[at], end: places[at + wanted.length - 1] + 1 }, headingPath: [] }];
  });
}

async function score(chunks, context) {
  const vectors = await embed(
    chunks.map(({ text, span, headingPath }) => {
      const own = text.text.slice(span.start, span.end);
      return context ? embeddingText({ title: "", headingPath, text: own }) : own;
    }),
  );
  const lengths = chunks.map(({ text, span }) => countTokens(text.text.slice(span.start, span.end)));
  const results = [];
  for (const question of questions) {
    const asked = await embedder.embedQuery(question.question, never);
    const similarities = vectors.map((vector) => vector.reduce((sum, value, index) => sum + value * asked[index], 0));
    const order = [...chunks.keys()].sort((a, b) => similarities[b] - similarities[a] || a - b);
    const ofContext = measure(
      fill(order, lengths).map((at) => chunks[at]),
      question,
    );
    const ofFirst = measure(
      order.slice(0, MAX_HITS).map((at) => chunks[at]),
      question,
    );
    results.push({ text: question.text, ...ofFirst, inContext: ofContext.recall });
  }
  const mean = (part) => {
    const of = (name) => part.reduce((sum, result) => sum + result[name], 0) / part.length;
    const names = ["recall", "precision", "iou", "inContext"];
    return { questions: part.length, ...Object.fromEntries(names.map((name) => [name, of(name)])) };
  };
  return {
    chunks: chunks.length,
    tokens: lengths.reduce((sum, length) => sum + length, 0) / chunks.length,
    choosing: mean(results.filter(({ text }) => text.chooses)),
    reporting: mean(results.filter(({ text }) => !text.chooses)),
  };
}

/** The nearest chunks that fit into the context's tokens. */
function fill(order, lengths) {
  let left = BUDGET_TOKENS;
  return order.slice(0, 200).filter((at) => {
    if (lengths[at] > left) return false;
    left -= lengths[at];
    return true;
  });
}

/**
 * Measures the chunks found for a question. Chunks of other texts count as found, but contain no span of the answer.
 */
function measure(found, { text, spans }) {
  const length = (all) => all.reduce((sum, { start, end }) => sum + end - start, 0);
  const own = found.filter((chunk) => chunk.text === text).map(({ span }) => span);
  const common = length(union(own.flatMap((chunk) => spans.map((span) => intersect(chunk, span)).filter(Boolean))));
  const wanted = length(union(spans));
  const given = length(found.map(({ span }) => span));
  return { recall: common / wanted, precision: common / given, iou: common / (given + wanted - common) };
}

function intersect(one, other) {
  const span = { start: Math.max(one.start, other.start), end: Math.min(one.end, other.end) };
  return span.start < span.end ? span : undefined;
}

function union(spans) {
  const joined = [];
  for (const span of spans.toSorted((a, b) => a.start - b.start)) {
    const last = joined.at(-1);
    if (last !== undefined && span.start <= last.end) last.end = Math.max(last.end, span.end);
    else joined.push({ ...span });
  }
  return joined;
}

async function readTexts(characters) {
  const names = readdirSync(join(data, "corpora")).sort((a, b) => (sha256(a) < sha256(b) ? -1 : 1));
  const read = names.map(async (name, index) => {
    const whole = readFileSync(join(data, "corpora", name), "utf8");
    const bytes = new TextEncoder().encode(whole.slice(0, characters));
    const { text, elements } = await loadBytes({ bytes, uri: `file:///${name}` }, never);
    return { name: name.replace(/\.md$/, ""), chooses: index % 2 === 0, text, elements, title: "" };
  });
  return Promise.all(read);
}

function readQuestions() {
  const lines = readFileSync(join(data, "questions.jsonl"), "utf8").split("\n").filter(Boolean);
  return lines.map(JSON.parse).flatMap(({ question, corpus, references }) => {
    const text = texts.find(({ name }) => name === corpus);
    const spans = references.map(({ content }) => {
      const start = text.text.indexOf(content.normalize("NFC"));
      return { start, end: start + content.normalize("NFC").length };
    });
    return spans.every(({ start }) => start >= 0) ? [{ question, text, spans }] : [];
  });
}

/** Embeds texts, and keeps their vectors in the named folder, since many chunkers produce the same texts. */
function createCachedEmbed(folder) {
  if (folder !== undefined) mkdirSync(folder, { recursive: true });
  const known = new Map();
  const fileOf = (text) => join(folder, sha256(text));
  const read = (text) => {
    if (known.has(text)) return known.get(text);
    if (folder === undefined || !existsSync(fileOf(text))) return undefined;
    const bytes = readFileSync(fileOf(text));
    known.set(text, new Float32Array(bytes.buffer, bytes.byteOffset, bytes.length / 4).slice());
    return known.get(text);
  };
  return async (all) => {
    const missing = [...new Set(all)].filter((text) => read(text) === undefined);
    for (let start = 0; start < missing.length; start += 64) {
      const batch = missing.slice(start, start + 64);
      for (const [index, vector] of (await embedder.embedDocuments(batch, never)).entries()) {
        known.set(batch[index], vector);
        if (folder !== undefined)
          writeFileSync(fileOf(batch[index]), Buffer.from(vector.buffer, vector.byteOffset, vector.byteLength));
      }
    }
    return all.map(read);
  };
}

function print({ name, chunks, tokens, choosing, reporting }) {
  const percent = (value) => (100 * value).toFixed(1).padStart(5);
  const part = ({ recall, precision, iou, inContext }) => [recall, precision, iou, inContext].map(percent).join(" ");
  if (rows.length === 1) {
    console.log(
      `${choosing.questions} questions of texts that choose, ${reporting.questions} of texts that report; top ${MAX_HITS}, %`,
    );
    console.log(`${"".padEnd(44)} chunks tokens | recall prec.  IoU  context | recall prec.  IoU  context`);
  }
  console.log(
    `${name.padEnd(44)} ${String(chunks).padStart(6)} ${tokens.toFixed(0).padStart(6)} | ${part(choosing)} | ${part(reporting)}`,
  );
}
