// Fits the weights of the guard `indirect-injection`.
//
//   npm run build && LYDIAN_ATTACKS=FOLDER node scripts/train/indirect-injection.mjs
//
// Uses the clean contexts of BIPIA and the documents whose hash is even, and BIPIA's attacks of the kinds in its
// training split. The figures that it prints are of folds by kind, so that no kind is measured that the weights were
// fitted on.

import { createHash } from "node:crypto";
import path from "node:path";
import { fileURLToPath } from "node:url";
import { measureUnits } from "../../dist/guard/checks/indirect-injection/measure-units.js";
import { readTokens } from "../../dist/guard/matching/linear-model/read-tokens.js";
import { toProbability } from "../../dist/guard/matching/linear-model/score-windows.js";
import { attackTexts } from "./injection/attack-templates.mjs";
import { fitNamed, fitWeights, shareAbove, thresholdFor, toInstance, writeModel } from "./injection/fit-model.mjs";
import { poison } from "./injection/poison.mjs";
import { dataPath, documentPassages, readLines, readPrompts, toolAttacks } from "./injection/read-sources.mjs";
import { seededChoice } from "./injection/seeded-choice.mjs";
import { workplaceDocuments } from "./injection/workplace-templates.mjs";

const FOLDS = 3;
const EPOCHS = 8;
const PASSAGE_CHARACTERS = 1500;
const POISONED = 2600;
/** Share of the clean sentences of each group that may reach the threshold. */
const MAX_FALSE_ALARMS = 0.001;
const cleanGroups = [["context"], ["document"], ["handbook", "workplace"]];
const NAMES = [
  "words",
  "reader",
  "answer",
  "question",
  "ended",
  "cells",
  "signs",
  "length",
  "known",
  "near",
  "amongRows",
  "first",
  "last",
  "units",
];

const choice = seededChoice(5);
const isEven = (name) => createHash("sha256").update(name).digest()[0] % 2 === 0;
const handbook = fileURLToPath(new URL("../../examples/handbook", import.meta.url));
const documents = [
  ...documentPassages(dataPath("documents-text"), "document", PASSAGE_CHARACTERS).filter(({ file }) =>
    isEven(path.basename(file)),
  ),
  ...documentPassages(handbook, "handbook", PASSAGE_CHARACTERS),
];
const contexts = [
  ...new Set(
    readPrompts("bipia-contexts-train")
      .filter(({ label }) => label === 0)
      .map(({ text }) => text),
  ),
]
  .filter(isEven)
  .map((text) => ({ text, source: "context" }));
const passages = readRetrievalPassages();
const clean = [
  ...contexts,
  ...choice.draw(documents, 700),
  ...choice.draw(passages, 250),
  ...workplaceDocuments(choice, 260),
];
/** Cost of an error by source: commands to people must not be flagged. */
const costs = { handbook: 4, document: 2, workplace: 2 };
const commands = [
  ...readPrompts("bipia-attacks")
    .filter(({ split }) => split === "train")
    .map(({ text, category, kind }) => ({ text, kind: `${kind} ${category}`, weight: 6 })),
  ...choice.draw(attackTexts(choice), 500).map(({ text, source }) => ({ text, kind: source, weight: 1 })),
  ...toolAttacks().map(({ text }) => ({ text, kind: "agentdojo", weight: 3 })),
];

const kinds = [...new Set(commands.map(({ kind }) => kind))].sort();
const foldOfKind = (kind) => kinds.indexOf(kind) % FOLDS;
const rows = [...clean.map((row) => ({ ...row, fold: choice.pick([0, 1, 2]) })), ...poisonedTexts()].flatMap(toRows);
console.log(
  `${rows.length} sentences, ${rows.filter(({ label }) => label === 1).length} commands, ${kinds.length} kinds`,
);

const measured = [];
for (let fold = 0; fold < FOLDS; fold++) {
  const weights = fitSentences(rows.filter((row) => row.fold !== fold));
  for (const row of rows.filter((row) => row.fold === fold)) {
    measured.push({ ...row, values: { ...row.values, words: sumOf(weights, row.text) } });
  }
}
const combined = fitNamed(measured, NAMES, ["rule"]);
const scored = measured.map((row) => ({ ...row, score: toProbability(combined, row.values) }));
const cleanScores = (group) =>
  scored.filter(({ source, label }) => label === 0 && group.includes(source)).map(({ score }) => score);
const threshold = Math.max(...cleanGroups.map((group) => thresholdFor(cleanScores(group), MAX_FALSE_ALARMS)));
for (const kind of kinds) {
  const scores = scored.filter((row) => row.label === 1 && row.kind === kind).map(({ score }) => score);
  console.log(kind.padEnd(48), scores.length, shareAbove(scores, threshold).toFixed(3));
}
for (const source of ["context", "document", "handbook", "passage", "workplace"]) {
  const scores = scored.filter((row) => row.label === 0 && row.source === source).map(({ score }) => score);
  console.log(source.padEnd(48), scores.length, shareAbove(scores, threshold).toFixed(4));
}
if (process.argv.includes("--alarms")) {
  const alarms = scored.filter(({ label, score }) => label === 0 && score >= threshold);
  for (const { source, score, text } of alarms) console.log(source, score.toFixed(3), text.slice(0, 160));
}
const version = writeModel("indirect-injection", { ...fitSentences(rows), ...combined, threshold });
console.log(`threshold ${threshold}, version ${version}`, combined);

/** Returns paragraphs of research and of an encyclopaedia. */
function readRetrievalPassages() {
  return ["covidqa", "squad2"].flatMap((name) =>
    readLines(dataPath(`retrieval/${name}/corpus.jsonl`)).map(({ text }) => ({
      text: text.slice(0, PASSAGE_CHARACTERS),
      source: "passage",
    })),
  );
}

/** Puts commands into clean texts, each kind as often as its weight says. */
function poisonedTexts() {
  const deck = commands.flatMap((command) => Array.from({ length: command.weight }, () => command));
  return Array.from({ length: POISONED }, () => {
    const { text, kind } = choice.pick(deck);
    const { text: host, source } = choice.pick(clean);
    const place = poison(host, text, choice.pick(["start", "middle", "end"]));
    return { ...place, kind, source, fold: foldOfKind(kind) };
  });
}

/** Returns the sentences of a text. Of a poisoned one only the command counts, since its host is clean elsewhere. */
function toRows({ text, start, end, kind, source, fold }) {
  const units = measureUnits({ weights: new Int8Array(2), scale: 0, intercept: 0 }, text);
  return units
    .map(({ unit, values }) => ({
      text: unit.text,
      values,
      source,
      fold,
      kind,
      label: isCommand(unit, { start, end }) ? 1 : 0,
    }))
    .filter(({ label }) => label === 1 || kind === undefined);
}

function isCommand(unit, { start, end }) {
  if (start === undefined) return false;
  const shared = Math.min(unit.end, end) - Math.max(unit.start, start);
  return shared > 0.5 * (unit.end - unit.start);
}

function fitSentences(sentences) {
  const instances = sentences.map(({ text, label, source }) => {
    const tokens = readTokens(text);
    return toInstance(
      tokens,
      { start: 0, end: tokens.length },
      { label, cost: label === 1 ? 1 : (costs[source] ?? 1) },
    );
  });
  return fitWeights(instances, EPOCHS);
}

function sumOf({ weights, scale, intercept }, text) {
  const tokens = readTokens(text);
  const { buckets, value } = toInstance(tokens, { start: 0, end: tokens.length }, { label: 0, cost: 1 });
  return intercept + buckets.reduce((sum, bucket) => sum + weights[bucket], 0) * scale * value;
}
