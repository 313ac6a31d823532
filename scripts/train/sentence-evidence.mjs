// Compares the sentence that is chosen by the extractive answerer, by BM25 alone, and by vectors alone.
//
//   npm run build && node scripts/train/sentence-evidence.mjs [--set squad2|covidqa] [--limit 300] [--store FOLDER]
//
// All three choose among the sentences of the same passages. squad2: answerable questions to the articles `report`; a
// sentence is right when it has a gold answer, and its token F1 is that of SQuAD against the best gold answer. covidqa:
// the half of the questions that were not used for any choice. They have no gold answers, so a sentence is right if it
// is in the window that people judged to be the answer. --store keeps the set's store for the next run.

import { createHash } from "node:crypto";
import { mkdtempSync, readFileSync, rmSync } from "node:fs";
import os from "node:os";
import path from "node:path";
import { fileURLToPath } from "node:url";
import { parseArgs } from "node:util";
import { openOnnxEmbedder } from "../../dist/adapters/onnx/index.js";
import { composeContext } from "../../dist/engine/answer/compose/compose-context.js";
import { weighEvidence } from "../../dist/engine/answer/weigh-evidence.js";
import { createAnalyzer, splitSentences } from "../../dist/engine/text/index.js";
import { openLydian } from "../../dist/index.js";
import { holdsGold } from "./evidence-rows.mjs";
import { dataFolder, readQuestions } from "./read-squad.mjs";

const modelFolder = path.resolve(path.dirname(fileURLToPath(import.meta.url)), "../../models/bge-small-en-v1.5-int8");
const budgetTokens = 2000;
const [k1, b] = [1.2, 0.75];

const { values } = parseArgs({
  options: {
    set: { type: "string", default: "squad2" },
    limit: { type: "string", default: "300" },
    store: { type: "string" },
  },
});
const { signal } = new AbortController();
const analyzer = createAnalyzer();
const corpus = readLines(`retrieval/${values.set}/corpus.jsonl`);
const store = values.store ?? mkdtempSync(path.join(os.tmpdir(), "lydian-sentences-"));
const lydian = await openLydian({ store });
const embedder = rememberVectors(await openOnnxEmbedder({ folder: modelFolder }));
try {
  await lydian.add(corpus.map(({ _id, title, text }) => ({ uri: `${values.set}:${_id}`, title, content: text })));
  const statistics = countSentences();
  const sums = {};
  const questions = chooseQuestions().slice(0, Number(values.limit));
  for (const [index, asked] of questions.entries()) {
    for (const [name, judged] of Object.entries(await judgeAll(asked, statistics))) {
      const { right = 0, f1 = 0 } = sums[name] ?? {};
      sums[name] = { right: right + (judged.isRight ? 1 : 0), f1: f1 + judged.f1 };
    }
    if (index % 50 === 49) console.error(`${index + 1} of ${questions.length} questions`);
  }
  console.log(`${values.set}: ${questions.length} questions`);
  for (const [name, { right, f1 }] of Object.entries(sums)) {
    const share = (100 * right) / questions.length;
    console.log(`${name.padEnd(20)} right ${share.toFixed(1)} %  token F1 ${(f1 / questions.length).toFixed(3)}`);
  }
} finally {
  await embedder.close();
  await lydian.close();
  if (!values.store) rmSync(store, { recursive: true, force: true });
}

async function judgeAll(asked, statistics) {
  const { hits } = await lydian.search(asked.question, { mode: "hybrid", limit: 10 });
  const documents = new Map();
  for (const { documentId } of hits) documents.set(documentId, await lydian.read(documentId));
  const { passages } = composeContext({ hits, documents, budgetTokens, countTokens, splitSentences });
  const services = { analyzer, splitSentences, embedder };
  const request = { question: asked.question, passages };
  const { scored } = await weighEvidence(services, request, signal);
  const all = await weighEvidence(services, { ...request, options: { maxEmbedded: 10_000 } }, signal);
  const terms = new Set(analyzer.analyze(asked.question, "en"));
  return {
    "extractive answerer": judge(scored[0], asked),
    "BM25 alone": judge(
      best(all.scored, ({ candidate }) => bm25(candidate.text, terms, statistics)),
      asked,
    ),
    "vectors alone": judge(
      best(all.scored, ({ features }) => features.cosine),
      asked,
    ),
  };
}

function countTokens(text) {
  return Math.ceil(text.length / 4);
}

function judge(chosen, { gold, uri }) {
  if (!chosen) return { isRight: false, f1: 0 };
  const { text, passage } = chosen.candidate;
  if (gold.length === 0) return { isRight: passage.hit.uri === uri, f1: 0 };
  return { isRight: holdsGold(text, gold), f1: Math.max(...gold.map((answer) => tokenF1(text, answer))) };
}

function best(scored, measure) {
  return scored.reduce((top, one) => (top === undefined || measure(one) > measure(top) ? one : top), undefined);
}

function bm25(text, terms, { sentences, meanLength, holding }) {
  const own = analyzer.analyze(text, "en");
  let score = 0;
  for (const term of terms) {
    const count = own.filter((one) => one === term).length;
    const rarity = Math.log(1 + (sentences - (holding.get(term) ?? 0) + 0.5) / ((holding.get(term) ?? 0) + 0.5));
    score += (rarity * count * (k1 + 1)) / (count + k1 * (1 - b + (b * own.length) / meanLength));
  }
  return score;
}

/** Counts the sentences of the collection. */
function countSentences() {
  const holding = new Map();
  let sentences = 0;
  let length = 0;
  for (const { text } of corpus) {
    for (const { start, end } of splitSentences(text)) {
      const terms = analyzer.analyze(text.slice(start, end), "en");
      sentences++;
      length += terms.length;
      for (const term of new Set(terms)) holding.set(term, (holding.get(term) ?? 0) + 1);
    }
  }
  return { sentences, meanLength: length / sentences, holding };
}

/** Computes the F1 of words as SQuAD's own program does, without case, punctuation and articles. */
function tokenF1(text, answer) {
  const mine = wordsOf(text);
  const theirs = wordsOf(answer);
  const left = [...theirs];
  let common = 0;
  for (const word of mine) {
    const at = left.indexOf(word);
    if (at < 0) continue;
    left.splice(at, 1);
    common++;
  }
  return common === 0 ? 0 : (2 * common) / (mine.length + theirs.length);
}

function wordsOf(text) {
  const words = text.toLowerCase().match(/[\p{L}\p{N}]+/gu) ?? [];
  return words.filter((word) => !["a", "an", "the"].includes(word));
}

function chooseQuestions() {
  const questions = values.set === "squad2" ? readReport() : readCovid();
  return questions.sort((one, other) => hash(one.id) - hash(other.id));
}

function readReport() {
  return readQuestions().filter(({ split, gold }) => split === "report" && gold.length > 0);
}

/** Returns the odd half of the questions; rerank-weights.mjs uses the even half. */
function readCovid() {
  const right = new Map(
    readText("retrieval/covidqa/qrels.tsv")
      .split("\n")
      .slice(1)
      .map((line) => line.split("\t")),
  );
  return readLines("retrieval/covidqa/queries.jsonl")
    .filter(({ _id }) => right.has(_id) && hash(_id) % 2 === 1)
    .map(({ _id, text }) => ({ id: _id, question: text, gold: [], uri: `covidqa:${right.get(_id)}` }));
}

function hash(id) {
  return createHash("sha256").update(id).digest().readUInt32BE(0);
}

function readLines(name) {
  return readText(name)
    .split("\n")
    .map((line) => JSON.parse(line));
}

function readText(name) {
  return readFileSync(path.join(dataFolder, name), "utf8").trim();
}

/** Embeds each sentence once, since many questions share their sentences. */
function rememberVectors(inner) {
  const vectors = new Map();
  return {
    embedQuery: (text, stop) => inner.embedQuery(text, stop),
    close: () => inner.close(),
    async embedDocuments(texts, stop) {
      const missing = [...new Set(texts)].filter((text) => !vectors.has(text));
      const fresh = await inner.embedDocuments(missing, stop);
      for (const [index, text] of missing.entries()) vectors.set(text, fresh[index]);
      return texts.map((text) => vectors.get(text));
    },
  };
}
