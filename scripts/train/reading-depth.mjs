// Compares how many of the first hits the cross-encoder should read for an answer.
//
//   npm run build && node scripts/train/reading-depth.mjs [--rows FILE]
//
// Uses the articles `calibrate` and the questions `foreign`, from rows of which all ten hits were read. The weights
// were fitted with ten (fit-read.mjs). As in the product, if the best sentence is in a hit that was not read, the
// weights and the threshold without reading decide.

import confidenceModel from "../../dist/engine/answer/abstain/confidence-model.json" with { type: "json" };
import readConfidenceModel from "../../dist/engine/answer/abstain/confidence-model-read.json" with { type: "json" };
import { estimateConfidence } from "../../dist/engine/answer/abstain/estimate-confidence.js";
import sentenceModel from "../../dist/engine/answer/extract/sentence-model.json" with { type: "json" };
import readSentenceModel from "../../dist/engine/answer/extract/sentence-model-read.json" with { type: "json" };
import rerankerCard from "../../models/evidence-minilm-l6-int8/model.json" with { type: "json" };
import { collectRows } from "./collect-rows.mjs";
import { linear, weighRow, withSpans } from "./evidence-rows.mjs";

const depths = [0, 3, 5, 8, 10];
const models = {
  hybrid: { sentences: sentenceModel.hybrid, threshold: confidenceModel.threshold },
  read: { sentences: readSentenceModel, threshold: readConfidenceModel.threshold },
};

const rows = (await collectRows(["calibrate", "foreign"], { isRead: true })).filter(({ mode }) => mode === "hybrid");
console.log("read  decides  answered  wrong  answerable answered right  other subjects abstained");
for (const depth of depths) {
  const all = rows.map((row) => judge(withSpans(readFirst(row, depth), rerankerCard.noiseBelow)));
  const asked = all.filter(({ split }) => split === "calibrate");
  const others = all.filter(({ split }) => split === "foreign");
  const shown = asked.filter(({ isShown }) => isShown);
  const right = shown.filter(({ isRight }) => isRight).length;
  const cells = [
    all.filter(({ mode }) => mode === "read").length / all.length,
    shown.length / asked.length,
    1 - right / shown.length,
    right / asked.filter(({ isAnswerable }) => isAnswerable).length,
    others.filter(({ isShown }) => !isShown).length / others.length,
  ];
  console.log(
    `${String(depth).padStart(4)}  ${cells.map((cell) => `${(100 * cell).toFixed(1)} %`.padStart(7)).join("  ")}`,
  );
}
console.log(`${rows.length} questions`);

function readFirst(row, depth) {
  const passages = row.passages.map(({ number, hit: { reading, ...hit } }) => ({
    number,
    hit: hit.rank <= depth && reading ? { ...hit, reading } : hit,
  }));
  return { ...row, passages };
}

function judge(row) {
  const [mine, theirs] = [models.hybrid, models.read].map((model) => best(model, row.candidates));
  const isHeard =
    row.candidates.length > 0 &&
    [mine, theirs].every((one) => isReadProse(row, one)) &&
    theirs.features.missingNumbersHere <= mine.features.missingNumbersHere;
  const mode = isHeard ? "read" : "hybrid";
  const { evidence, isRight } = weighRow(row, models[mode].sentences);
  const isShown = evidence !== undefined && estimateConfidence(evidence, mode) >= models[mode].threshold;
  return { split: row.split, mode, isShown, isRight, isAnswerable: row.gold.length > 0 };
}

function best({ sentences }, candidates) {
  const scores = candidates.map(({ features }) => linear(sentences, features));
  return candidates[scores.indexOf(Math.max(...scores))];
}

function isReadProse({ passages }, { candidate, features }) {
  const { hit } = passages.find(({ number }) => number === candidate.passage);
  return hit.reading !== undefined && candidate.kind !== "row" && features.identifiers === 0;
}
