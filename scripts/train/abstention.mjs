// Fits the weights with which the extractive answerer orders sentences and estimates the confidence of an answer.
//
//   npm run build && node scripts/train/abstention.mjs [--rows FILE]
//
// Sentences are ordered by weights fitted on the articles of `train`; confidence is fitted there too, calibrated on
// those of `calibrate`, and the threshold is chosen there. The articles of `report` are not used here: see
// risk-coverage.mjs.
// --rows keeps the collected evidence in FILE, and reads it from there in the next run.

import { writeFileSync } from "node:fs";
import path from "node:path";
import { fileURLToPath } from "node:url";
import { collectRows } from "./collect-rows.mjs";
import { holdsGold, linear, weighRow } from "./evidence-rows.mjs";
import { fitLogistic } from "./fit-logistic.mjs";
import { fitRanking } from "./fit-ranking.mjs";
import { measureAt } from "./measure-risk.mjs";

const answerFolder = path.resolve(path.dirname(fileURLToPath(import.meta.url)), "../../src/engine/answer");
/** Minimum share of questions on foreign subjects that must not be answered. */
const foreignGoal = 0.95;
const thresholdStep = 0.01;
/**
 * Features without weights: the articles have hardly any codes or prices and no tables, so their weights would be
 * chance.
 */
const notFitted = new Set(["identifiers", "amountMissing", "isRow"]);

const rows = await collectRows(["train", "calibrate", "foreign-train", "foreign"]);
const fitted = { hybrid: fitMode("hybrid"), lexical: fitMode("lexical") };
const threshold = chooseThreshold();
const card = {
  data: "SQuAD 2.0 dev, split by article (answers/squad2-split.json): weights on `train`, calibration on `calibrate`; all 1,204 paragraphs are the collection. Questions that it cannot answer: Natural Questions (retrieval/nq-oracle), 443 to fit on, 443 to choose the threshold",
  licence: "SQuAD 2.0 is CC BY-SA 4.0, Natural Questions CC BY-SA 3.0; the weights hold none of their text",
  date: new Date().toISOString().slice(0, 10),
  script: "scripts/train/abstention.mjs",
};
console.log(JSON.stringify({ threshold, ...mapModes(measureAtThreshold) }, null, 2));
write("extract/sentence-model.json", {
  card: { ...card, rightSentenceShownOnCalibrate: mapModes(({ answers }) => round(shareRight(answers))) },
  ...mapModes(({ ranking }) => ranking),
});
write("abstain/confidence-model.json", {
  card: {
    ...card,
    goal: `the least threshold, in steps of ${thresholdStep}, at which ${100 * foreignGoal} in 100 questions of another collection are not answered, with vectors and without`,
    figuresOnCalibrate: mapModes(measureAtThreshold),
  },
  threshold,
  ...mapModes(({ confidence }) => confidence),
});

function fitMode(mode) {
  const own = rows.filter((row) => row.mode === mode);
  const ranking = fitSentenceRanking(own.filter(({ split }) => split === "train"));
  const weighed = own.map((row) => weighRow(row, ranking)).filter(({ evidence }) => evidence);
  const of = (split) => weighed.filter(({ row }) => row.split === split);
  const confidence = calibrate(fitNamed([...of("train"), ...of("foreign-train")]), of("calibrate"));
  return {
    ranking,
    confidence,
    answers: of("calibrate").map((item) => toAnswer(item, confidence)),
    foreign: of("foreign").map((item) => toAnswer(item, confidence)),
  };
}

function chooseThreshold() {
  for (let steps = 1; steps * thresholdStep < 1; steps++) {
    const value = round(steps * thresholdStep);
    if (Object.values(fitted).every(({ foreign }) => shareBelow(foreign, value) >= foreignGoal)) return value;
  }
  return 1;
}

function measureAtThreshold({ answers, foreign }) {
  return {
    ...mapValues(measureAt(answers, threshold), round),
    foreignAbstained: round(shareBelow(foreign, threshold)),
  };
}

function shareBelow(answers, value) {
  return answers.filter(({ confidence }) => confidence < value).length / answers.length;
}

function fitSentenceRanking(train) {
  const names = fittedNames(train[0].candidates[0].features);
  const groups = train
    .map((row) => ({
      rows: row.candidates.map(({ features }) => names.map((name) => features[name])),
      right: row.candidates.map((candidate) => isRightCandidate(row, candidate)),
    }))
    .filter(({ right }) => right.includes(true));
  return named(names, fitRanking(groups));
}

/** Returns whether a sentence is from the asked paragraph and contains a gold answer. */
function isRightCandidate({ gold, paragraph, passages }, { candidate }) {
  const uri = passages.find(({ number }) => number === candidate.passage)?.hit.uri;
  return uri === paragraph && holdsGold(candidate.text, gold);
}

function fitNamed(items) {
  const names = fittedNames(items[0].evidence);
  const fittedModel = fitLogistic(
    items.map(({ evidence }) => names.map((name) => evidence[name])),
    items.map(({ isRight }) => isRight),
  );
  return named(names, fittedModel);
}

/**
 * Adds two numbers that turn the score into a probability (Platt scaling), fitted on articles other than those of the
 * weights.
 */
function calibrate(model, items) {
  const scores = items.map(({ evidence }) => [linear(model, evidence)]);
  const { intercept, weights } = fitLogistic(
    scores,
    items.map(({ isRight }) => isRight),
    { ridge: 0 },
  );
  return { slope: round(weights[0]), offset: round(intercept), ...model };
}

function toAnswer({ row, evidence, isRight }, model) {
  const confidence = 1 / (1 + Math.exp(-(model.slope * linear(model, evidence) + model.offset)));
  return { confidence, isRight, isAnswerable: row.gold.length > 0 };
}

function fittedNames(features) {
  return Object.keys(features).filter((name) => !notFitted.has(name));
}

function named(names, { intercept, weights }) {
  const unfitted = [...notFitted].map((name) => [name, 0]);
  const entries = names.map((name, at) => [name, round(weights[at])]);
  return { intercept: round(intercept), weights: Object.fromEntries([...entries, ...unfitted]) };
}

function shareRight(answers) {
  const answerable = answers.filter(({ isAnswerable }) => isAnswerable);
  return answerable.filter(({ isRight }) => isRight).length / answerable.length;
}

function round(value) {
  return Number(value.toFixed(4));
}

function mapValues(record, change) {
  return Object.fromEntries(Object.entries(record).map(([key, value]) => [key, change(value)]));
}

function mapModes(pick) {
  return mapValues(fitted, pick);
}

function write(name, model) {
  writeFileSync(path.join(answerFolder, name), `${JSON.stringify(model, null, 2)}\n`);
}
