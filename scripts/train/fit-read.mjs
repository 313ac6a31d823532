// Fits the weights of the extractive answerer for passages that the bundled cross-encoder has read.
//
//   npm run build && node scripts/train/fit-read.mjs [--rows FILE]
//
// The cross-encoder was trained on the articles of `train`, so these weights are fitted on those of `calibrate` only.
// They are few: the score that abstention.mjs fitted is one feature, beside those of the cross-encoder. Each article is
// judged by weights that were fitted on the others. These judgements calibrate the confidence, give the figures, and
// choose the threshold. Half of the questions about other subjects are used for fitting, and half to choose the
// threshold. The articles of `report` are not used.

import { writeFileSync } from "node:fs";
import path from "node:path";
import { fileURLToPath } from "node:url";
import confidenceModel from "../../dist/engine/answer/abstain/confidence-model.json" with { type: "json" };
import sentenceModel from "../../dist/engine/answer/extract/sentence-model.json" with { type: "json" };
import rerankerCard from "../../models/evidence-minilm-l6-int8/model.json" with { type: "json" };
import { collectRows } from "./collect-rows.mjs";
import { holdsGold, linear, weighRow, withSpans } from "./evidence-rows.mjs";
import { fitLogistic } from "./fit-logistic.mjs";
import { fitRanking } from "./fit-ranking.mjs";
import { areaUnderCurve, coverageAtRisk, measureAt } from "./measure-risk.mjs";

const answerFolder = path.resolve(path.dirname(fileURLToPath(import.meta.url)), "../../src/engine/answer");
const foreignGoal = 0.95;
const thresholdStep = 0.01;
/** Log odds of a question all of whose passages are noise. */
const noEvidence = -10;
const sentenceFeatures = ["isPointedAt", "spanOdds", "spanBehind", "holdsBest", "relevanceBehind"];
const evidenceFeatures = ["isPointedAt", "spanOdds", "spanBehind", "holdsBest", "bestOdds"];

const rows = (await collectRows(["calibrate", "foreign"], { isRead: true }))
  .filter(isRead)
  .map((row) => withSpans(row, rerankerCard.noiseBelow));
const fitted = fitMode("hybrid");
const threshold = chooseThreshold();
const card = {
  data: "SQuAD 2.0 dev, the articles `calibrate` of answers/squad2-split.json, which the cross-encoder was not trained on; questions that the collection cannot answer: Natural Questions (retrieval/nq-oracle), one half to fit on, the other to choose the threshold",
  licence: "SQuAD 2.0 is CC BY-SA 4.0, Natural Questions CC BY-SA 3.0; the weights hold none of their text",
  date: new Date().toISOString().slice(0, 10),
  script: "scripts/train/fit-read.mjs",
};
const figures = measureMode(fitted);
console.log(JSON.stringify(figures, null, 2));
write("extract/sentence-model-read.json", {
  card,
  reranker: rerankerCard.id,
  ...fitted.ranking,
});
write("abstain/confidence-model-read.json", {
  card: {
    ...card,
    goal: `the least threshold, in steps of ${thresholdStep}, at which ${100 * foreignGoal} in 100 questions of another collection are not answered`,
    figuresByArticlesLeftOut: figures,
  },
  threshold,
  ...fitted.confidence,
});

function isRead({ passages }) {
  return passages.some(({ hit }) => hit.reading);
}

function fitMode(mode) {
  const own = rows.filter((row) => row.mode === mode);
  const asked = own.filter(({ split }) => split === "calibrate");
  const foreign = own.filter(({ split }) => split === "foreign");
  const [toFit, toChoose] = [0, 1].map((rest) => foreign.filter((_, index) => index % 2 === rest));
  const leftOut = [...new Set(asked.map(articleOf))].flatMap((article) => {
    const others = asked.filter((row) => articleOf(row) !== article);
    const fit = fitBoth(mode, others, toFit);
    const own = asked.filter((row) => articleOf(row) === article);
    return own.map((row) => {
      const { evidence, isRight } = weighRow(row, fit.ranking);
      const score = evidence ? linear(fit.confidence, evidence) : noEvidence;
      return { score, isRight, isAnswerable: row.gold.length > 0 };
    });
  });
  const { ranking, confidence } = fitBoth(mode, asked, toFit);
  const found = leftOut.filter(({ score }) => score > noEvidence);
  const calibration = fitLogistic(
    found.map(({ score }) => [score]),
    found.map(({ isRight }) => isRight),
    { ridge: 0 },
  );
  const [slope] = calibration.weights.map(round);
  const offset = round(calibration.intercept);
  const sure = (score) => 1 / (1 + Math.exp(-(slope * score + offset)));
  return {
    ranking,
    confidence: { slope, offset, ...confidence },
    answers: leftOut.map(({ score, ...answer }) => ({ ...answer, confidence: sure(score) })),
    foreign: toChoose
      .map((row) => weighRow(row, ranking))
      .map(({ evidence }) => ({ confidence: evidence ? sure(linear(confidence, evidence)) : 0 })),
  };
}

function fitBoth(mode, asked, foreign) {
  const ranking = fitSentences(sentenceModel[mode], asked);
  const weighed = [...asked, ...foreign].map((row) => weighRow(row, ranking)).filter(({ evidence }) => evidence);
  const base = confidenceModel[mode];
  const { intercept, weights } = fitLogistic(
    weighed.map(({ evidence }) => [linear(base, evidence), ...evidenceFeatures.map((name) => evidence[name])]),
    weighed.map(({ isRight }) => isRight),
  );
  return { ranking, confidence: spread(base, evidenceFeatures, { intercept, weights }) };
}

function fitSentences(base, asked) {
  const groups = asked
    .map(({ gold, paragraph, passages, candidates }) => ({
      rows: candidates.map(({ features }) => [
        linear(base, features),
        ...sentenceFeatures.map((name) => features[name]),
      ]),
      right: candidates.map(({ candidate }) => {
        const uri = passages.find(({ number }) => number === candidate.passage)?.hit.uri;
        return uri === paragraph && holdsGold(candidate.text, gold);
      }),
    }))
    .filter(({ right }) => right.includes(true));
  return spread(base, sentenceFeatures, fitRanking(groups));
}

/**
 * Returns one linear model with the base's features and the new ones. The weight of the base's score scales the base's
 * weights.
 */
function spread(base, names, { intercept, weights: [ofBase, ...ofNew] }) {
  const weights = mapValues(base.weights, (weight) => weight * ofBase);
  for (const [index, name] of names.entries()) weights[name] = (weights[name] ?? 0) + ofNew[index];
  return { intercept: round(intercept + base.intercept * ofBase), weights: mapValues(weights, round) };
}

function chooseThreshold() {
  for (let steps = 1; steps * thresholdStep < 1; steps++) {
    const value = round(steps * thresholdStep);
    if (shareBelow(fitted.foreign, value) >= foreignGoal) return value;
  }
  return 1;
}

function measureMode({ answers, foreign }) {
  return {
    ...mapValues(measureAt(answers, threshold), round),
    foreignAbstained: round(shareBelow(foreign, threshold)),
    areaUnderCurve: round(areaUnderCurve(answers)),
    coverageAtTenPercentRisk: round(coverageAtRisk(answers, 0.1)),
    questions: answers.length,
  };
}

function shareBelow(answers, value) {
  return answers.filter(({ confidence }) => confidence < value).length / answers.length;
}

function articleOf({ paragraph }) {
  return paragraph.split("#")[0];
}

function round(value) {
  return Number(value.toFixed(4));
}

function mapValues(record, change) {
  return Object.fromEntries(Object.entries(record).map(([key, value]) => [key, change(value)]));
}

function write(name, model) {
  writeFileSync(path.join(answerFolder, name), `${JSON.stringify(model, null, 2)}\n`);
}
