// Reports whether a promised rate of wrong answers held, on articles and questions that nothing was fitted on.
//
//   npm run build && node scripts/train/wrong-rate.mjs [--rows FILE]
//
// Chooses the threshold as `lydian calibrate` does, with the questions to the articles `calibrate` of SQuAD 2.0, half
// of which have no answer in the documents. Counts the wrong answers above it among the questions to the articles
// `report`. Does the same with every third question about another subject, and with only the questions that have an
// answer. Then tests whether the promise holds for questions of the same kind: halves all questions at random 500
// times; one half chooses the threshold, and the wrong answers of the other half are counted. --rows keeps the
// evidence, with the cross-encoder's readings, in FILE, as fit-read.mjs and risk-coverage.mjs --read do.

import { estimateConfidence } from "../../dist/engine/answer/abstain/estimate-confidence.js";
import readSentenceModel from "../../dist/engine/answer/extract/sentence-model-read.json" with { type: "json" };
import { chooseThreshold } from "../../dist/library/threshold/choose-threshold.js";
import rerankerCard from "../../models/evidence-minilm-l6-int8/model.json" with { type: "json" };
import { collectRows } from "./collect-rows.mjs";
import { weighRow, withSpans } from "./evidence-rows.mjs";
import { areaUnderCurve, coverageAtRisk } from "./measure-risk.mjs";

const rates = [0.05, 0.1, 0.2, 0.3, 0.4, 0.5];
const certainty = 0.9;
const foreignShare = 1 / 3;
const draws = 500;

const rows = await collectRows(["calibrate", "report", "foreign", "foreign-report"], { isRead: true });
const outcomes = rows
  .filter(({ mode }) => mode === "hybrid")
  .map((row) => toOutcome(withSpans(row, rerankerCard.noiseBelow)));
const answerable = (all) => all.filter(({ isAnswerable }) => isAnswerable);
const own = [...of("calibrate"), ...of("report")];
const report = {
  "SQuAD 2.0": measure(of("calibrate"), of("report")),
  "every third about another subject": measure(mix("calibrate", "foreign"), mix("report", "foreign-report")),
  "only with an answer": measure(answerable(of("calibrate")), answerable(of("report"))),
};
const halves = { "SQuAD 2.0": halve(own), "only with an answer": halve(answerable(own)) };
for (const [name, figures] of Object.entries(report)) print(name, figures);
for (const [name, figures] of Object.entries(halves)) printHalves(name, figures);
console.log(JSON.stringify({ report, halves }));

function toOutcome(row) {
  const { evidence, isRight } = weighRow(row, readSentenceModel);
  const confidence = evidence ? { confidence: estimateConfidence(evidence, "read") } : {};
  return { split: row.split, isAnswerable: row.gold.length > 0, isRight, ...confidence };
}

function of(split) {
  return outcomes.filter((one) => one.split === split);
}

/** Returns questions of the collection, mixed with others so that every third one is about another subject. */
function mix(split, foreign) {
  const others = of(foreign);
  const most = Math.floor((others.length * (1 - foreignShare)) / foreignShare);
  return [...of(split).slice(0, most), ...others];
}

function measure(calibrating, reporting) {
  const ranked = reporting.map((one) => ({ ...one, confidence: one.confidence ?? -1 }));
  return {
    questions: { calibrating: calibrating.length, reporting: reporting.length },
    areaUnderCurve: areaUnderCurve(ranked),
    rates: rates.map((maxWrongRate) => ({
      maxWrongRate,
      ...choose(calibrating, reporting, maxWrongRate),
      bestCoverage: coverageAtRisk(ranked, maxWrongRate),
    })),
  };
}

function choose(calibrating, reporting, maxWrongRate) {
  const chosen = chooseThreshold(calibrating, { maxWrongRate, certainty });
  const shown = chosen === undefined ? [] : reporting.filter(({ confidence }) => confidence >= chosen.threshold);
  const wrong = shown.filter(({ isRight }) => !isRight).length;
  return {
    threshold: chosen?.threshold,
    coverage: shown.length / reporting.length,
    wrongRate: shown.length === 0 ? undefined : wrong / shown.length,
  };
}

function halve(all) {
  const random = createRandom(7);
  return rates.map((maxWrongRate) => {
    const found = Array.from({ length: draws }, () => {
      const mixed = all.map((one) => [random(), one]).sort(([a], [b]) => a - b);
      const [first, second] = [0, 1].map((rest) => mixed.filter((_, at) => at % 2 === rest).map(([, one]) => one));
      return choose(first, second, maxWrongRate);
    });
    const promised = found.filter(({ threshold }) => threshold !== undefined);
    const broken = promised.filter(({ wrongRate = 0 }) => wrongRate > maxWrongRate).length;
    const coverage = promised.reduce((sum, one) => sum + one.coverage, 0) / Math.max(1, promised.length);
    return { maxWrongRate, promised: promised.length / draws, broken: broken / draws, coverage };
  });
}

/** Returns a generator of numbers from 0 to 1 that repeats in every run. */
function createRandom(seed) {
  let state = seed;
  return () => {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0;
    return state / 2 ** 32;
  };
}

function print(name, { questions, areaUnderCurve: area, rates: all }) {
  console.log(`\n${name}: calibrated on ${questions.calibrating} questions, reported on ${questions.reporting}`);
  console.log(`area under the curve ${area.toFixed(3)}`);
  console.log("promised  threshold  answered  wrong, of those shown  most that could be answered");
  for (const { maxWrongRate, threshold, coverage, wrongRate, bestCoverage } of all) {
    const cells = [threshold?.toFixed(3) ?? "none", percent(coverage), percent(wrongRate), percent(bestCoverage)];
    console.log([percent(maxWrongRate), ...cells].map((cell) => cell.padStart(9)).join("  "));
  }
}

function printHalves(name, all) {
  console.log(`\n${name}, ${draws} random halves: promised in, broken in, answered where promised`);
  for (const { maxWrongRate, promised, broken, coverage } of all)
    console.log([maxWrongRate, promised, broken, coverage].map((share) => percent(share).padStart(9)).join("  "));
}

function percent(share) {
  return share === undefined ? "-" : `${(100 * share).toFixed(1)} %`;
}
