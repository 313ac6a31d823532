// Measures the verifier on claims that its weights were not fitted on, beside lexical baselines.
//
//   npm run build && node scripts/train/verification-figures.mjs [--vectors FILE]
//
// Areas under the ROC curve and balanced accuracies on the reporting halves of QAGS and WiCE and on SciFact's dev
// claims; RGB's counterfactual passages; and single changed facts, in our own texts and in SQuAD 2.0's articles
// `calibrate` and `report`.

import { readFileSync } from "node:fs";
import path from "node:path";
import { fileURLToPath } from "node:url";
import { createVerifier } from "../../dist/engine/verify/index.js";
import { weighClaim } from "../../dist/engine/verify/weigh/weigh-claim.js";
import { changeFacts, kinds } from "./change-facts.mjs";
import { measureClaims, services } from "./claim-rows.mjs";
import { balancedAccuracy, rankingArea } from "./measure-verdicts.mjs";
import { readClaims } from "./read-claims.mjs";
import { dataFolder } from "./read-squad.mjs";

const root = path.resolve(path.dirname(fileURLToPath(import.meta.url)), "../..");
const model = JSON.parse(readFileSync(path.join(root, "src/engine/verify/weigh/verification-model.json"), "utf8"));
const perKind = 60;
const seed = 7;
const { signal } = new AbortController();
const verifier = createVerifier(services);

const rows = await measureClaims(readClaims().filter(({ split }) => split === "report"));
/** Methods that score a claim. */
const methods = {
  "verifier, with the embedder": ({ features }) =>
    weighClaim(features, { cosine: features.cosine, model: model.card.embedder }),
  "verifier, words alone": ({ features }) => weighClaim(features),
  "share of the claim's words in the evidence": ({ claim, evidence }) => wordOverlap(claim, evidence),
  "ROUGE-L precision": ({ claim, evidence }) => rougePrecision(claim, evidence),
  "cosine of the nearest sentence": ({ features }) => features.cosine,
};
const sets = [...new Set(rows.map(({ set }) => set))];
console.log("Area under the ROC curve");
console.table(
  Object.fromEntries(
    Object.entries(methods).map(([name, score]) => [
      name,
      bySet((own) => rankingArea(own.map((row) => ({ ...row, score: score(row) })))),
    ]),
  ),
);
console.log("Balanced accuracy: of the verdict, and of the score at the even threshold");
console.table({
  verdict: bySet((own) => balancedAccuracy(own, passes)),
  "share of supported claims that pass": bySet((own) => shareThatPasses(own.filter(({ isSupported }) => isSupported))),
  "share of the others that pass": bySet((own) => shareThatPasses(own.filter(({ isSupported }) => !isSupported))),
  "even threshold": bySet((own) =>
    balancedAccuracy(own, (row) => methods["verifier, with the embedder"](row) >= model.embedded.evenThreshold),
  ),
});
const contradicted = rows.filter(
  ({ differences, isNearQuote }) => !isNearQuote && differences[0]?.kind === "contradicts",
);
console.log(
  `${contradicted.length} claims are called contradicted, of which people found ${contradicted.filter(({ isSupported }) => isSupported).length} supported.`,
);

console.log("RGB: sentences with the right answer, beside the passage that says the counterfactual one");
console.log(await measureCounterfactuals());
for (const [name, made] of Object.entries({
  "our own texts": readOwnPairs(),
  "SQuAD 2.0, articles calibrate and report": makeSquadPairs(),
})) {
  console.log(`Single changed facts, ${name}`);
  console.table(await measurePairs(made));
}

function bySet(measure) {
  return Object.fromEntries(
    sets.map((set) => [set, Number(measure(rows.filter((row) => row.set === set)).toFixed(3))]),
  );
}

/** Returns whether the verifier, with the embedder, lets a claim pass. */
function passes(row) {
  if (row.isNearQuote) return true;
  if (row.differences.length > 0 || !row.isEnglish) return false;
  return methods["verifier, with the embedder"](row) >= model.embedded.threshold;
}

function shareThatPasses(own) {
  return own.filter(passes).length / own.length;
}

function wordsOf(text) {
  return text.toLowerCase().match(/[\p{L}\p{N}]+/gu) ?? [];
}

function wordOverlap(claim, evidence) {
  const known = new Set(wordsOf(evidence));
  const own = wordsOf(claim);
  return own.filter((word) => known.has(word)).length / own.length;
}

/**
 * Returns the longest common subsequence of the claim and a sentence of the evidence, relative to the claim's length.
 * The best sentence counts.
 */
function rougePrecision(claim, evidence) {
  const own = wordsOf(claim);
  const sentences = services.splitSentences(evidence).map(({ start, end }) => wordsOf(evidence.slice(start, end)));
  return Math.max(0, ...sentences.map((sentence) => commonLength(own, sentence))) / own.length;
}

function commonLength(one, other) {
  let before = Array(other.length + 1).fill(0);
  for (const word of one) {
    const row = [0];
    for (const [at, candidate] of other.entries()) {
      row.push(word === candidate ? before[at] + 1 : Math.max(before[at + 1], row[at]));
    }
    before = row;
  }
  return before.at(-1);
}

async function isShown(sentence, evidence) {
  return (await verifier.verify({ sentence, evidence: [evidence] }, signal)).verdict === "supported";
}

async function measureCounterfactuals() {
  const items = readFileSync(path.join(dataFolder, "answers/rgb-en-fact.json"), "utf8")
    .trim()
    .split("\n")
    .map((line) => JSON.parse(line));
  const made = items.flatMap(({ answer, positive, positive_wrong: wrong }) =>
    positive.flatMap((passage, index) => {
      const spans = services.splitSentences(passage).map(({ start, end }) => passage.slice(start, end));
      const sentence = spans.find((text) => [answer].flat(2).some((one) => text.includes(one)));
      return sentence === undefined || wrong[index] === undefined || wrong[index].includes(sentence)
        ? []
        : [{ sentence, wrong: wrong[index] }];
    }),
  );
  let caught = 0;
  let contradictions = 0;
  for (const { sentence, wrong } of made) {
    const { verdict } = await verifier.verify({ sentence, evidence: [wrong] }, signal);
    if (verdict !== "supported") caught++;
    if (verdict === "contradicted") contradictions++;
  }
  return {
    sentences: made.length,
    caught: share(caught, made.length),
    contradicted: share(contradictions, made.length),
  };
}

function readOwnPairs() {
  return JSON.parse(readFileSync(path.join(root, "src/engine/verify/fixtures/changed-facts.json"), "utf8"));
}

function makeSquadPairs() {
  const split = JSON.parse(readFileSync(path.join(dataFolder, "answers/squad2-split.json"), "utf8"));
  const titles = [...split.calibrate, ...split.report].map((title) => title.replaceAll("_", " "));
  const texts = readFileSync(path.join(dataFolder, "retrieval/squad2/corpus.jsonl"), "utf8")
    .trim()
    .split("\n")
    .map((line) => JSON.parse(line))
    .filter(({ title }) => titles.includes(title.replaceAll("_", " ")))
    .map(({ text }) => text);
  return { texts, pairs: changeFacts(texts, { perKind, seed }) };
}

async function measurePairs({ texts, pairs }) {
  const table = {};
  for (const kind of [...kinds, "all"]) {
    const own = pairs.filter((pair) => kind === "all" || pair.kind === kind);
    let caught = 0;
    let alarms = 0;
    for (const { text, twin, changed } of own) {
      if (!(await isShown(changed, texts[text]))) caught++;
      if (!(await isShown(twin, texts[text]))) alarms++;
    }
    const reworded = own.filter(({ isReworded }) => isReworded).length;
    table[kind] = {
      pairs: own.length,
      "in other words": reworded,
      caught: share(caught, own.length),
      "false alarms": share(alarms, own.length),
    };
  }
  return table;
}

function share(part, whole) {
  return Number((part / whole).toFixed(3));
}
