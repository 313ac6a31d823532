// Reports how often the extractive answerer is wrong, on articles that nothing was fitted on.
//
//   npm run build && node scripts/train/risk-coverage.mjs [--rows FILE] [--read]
//
// --read: the cross-encoder reads the passages too; the same rows without it are shown beside.
//
// A shown answer is wrong if it contains no gold answer, or if the question has none. Prints a table, then JSON.

import { parseArgs } from "node:util";
import confidenceModel from "../../dist/engine/answer/abstain/confidence-model.json" with { type: "json" };
import readConfidenceModel from "../../dist/engine/answer/abstain/confidence-model-read.json" with { type: "json" };
import { estimateConfidence } from "../../dist/engine/answer/abstain/estimate-confidence.js";
import sentenceModel from "../../dist/engine/answer/extract/sentence-model.json" with { type: "json" };
import readSentenceModel from "../../dist/engine/answer/extract/sentence-model-read.json" with { type: "json" };
import rerankerCard from "../../models/evidence-minilm-l6-int8/model.json" with { type: "json" };
import { collectRows } from "./collect-rows.mjs";
import { weighRow, withSpans } from "./evidence-rows.mjs";
import { areaUnderCurve, calibrationError, coverageAtRisk, measureAt } from "./measure-risk.mjs";

const thresholds = [0.2, 0.3, 0.4, 0.5, 0.6, 0.7, 0.8];
const risks = [0.05, 0.1, 0.2, 0.3, 0.4];

const { values } = parseArgs({ options: { rows: { type: "string" }, read: { type: "boolean", default: false } } });
const rows = await collectRows(["report", "foreign-report"], { isRead: values.read });
const modes = values.read ? ["hybrid", "read"] : ["hybrid", "lexical"];
const sentenceModels = { ...sentenceModel, read: readSentenceModel };
const defaults = {
  hybrid: confidenceModel.threshold,
  lexical: confidenceModel.threshold,
  read: readConfidenceModel.threshold,
};
const report = Object.fromEntries(modes.map((mode) => [mode, measureMode(mode)]));
for (const [mode, figures] of Object.entries(report)) printTable(mode, figures);
console.log(JSON.stringify(report));

function measureMode(mode) {
  const search = mode === "read" ? "hybrid" : mode;
  const own = rows.filter((row) => row.mode === search);
  const weighed = mode === "read" ? own.map((row) => withSpans(row, rerankerCard.noiseBelow)) : own;
  const of = (split) => weighed.filter((row) => row.split === split).map((row) => answer(row, mode));
  const answers = of("report");
  const foreign = of("foreign-report");
  const answerable = answers.filter(({ isAnswerable }) => isAnswerable);
  const at = (threshold) => ({
    ...measureAt(answers, threshold),
    foreignAbstained: foreign.filter(({ confidence }) => confidence < threshold).length / foreign.length,
  });
  return {
    questions: answers.length,
    answerable: answerable.length,
    foreignQuestions: foreign.length,
    rightWithoutAbstention: answerable.filter(({ isRight }) => isRight).length / answerable.length,
    sentencesShown: answers.reduce((sum, { shown }) => sum + shown, 0) / answers.length,
    areaUnderCurve: areaUnderCurve(answers),
    calibrationError: calibrationError(answers),
    coverageAtRisk: Object.fromEntries(risks.map((risk) => [risk, coverageAtRisk(answers, risk)])),
    default: at(defaults[mode]),
    thresholds: thresholds.map(at),
  };
}

function answer(row, mode) {
  const { evidence, isRight, shownSentences = 0 } = weighRow(row, sentenceModels[mode]);
  const confidence = evidence ? estimateConfidence(evidence, mode) : 0;
  return { confidence, isRight, isAnswerable: row.gold.length > 0, shown: shownSentences };
}

function printTable(mode, figures) {
  console.log(`\n${mode}: ${figures.questions} questions, ${figures.answerable} of them answerable`);
  console.log(`right sentence shown, without abstention: ${percent(figures.rightWithoutAbstention)}`);
  console.log(
    `area under the curve ${figures.areaUnderCurve.toFixed(3)}, calibration error ${figures.calibrationError.toFixed(3)}`,
  );
  for (const [risk, coverage] of Object.entries(figures.coverageAtRisk)) {
    console.log(`coverage at ${percent(Number(risk))} risk: ${percent(coverage)}`);
  }
  console.log("threshold  answered  wrong  wrong of answerable  answerable answered right  foreign abstained");
  for (const row of [figures.default, ...figures.thresholds]) {
    const cells = [row.coverage, row.risk, row.riskOfAnswerable, row.answerableAnsweredRight, row.foreignAbstained];
    const mark = row === figures.default ? "*" : " ";
    console.log(`${row.threshold.toFixed(2)}${mark}      ${cells.map((cell) => percent(cell).padStart(8)).join("  ")}`);
  }
}

function percent(share) {
  return `${(100 * share).toFixed(1)} %`;
}
