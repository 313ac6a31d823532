// Trains the sequence model of the guard `personal-data`, and measures it by five folds of whole templates.
//
//   node scripts/train/personal-data.mjs [--folds] [--write] [--errors N]
//
// `--folds` prints the figures: each sentence is read by a model that saw no sentence of its template. `--write` trains
// on all templates and writes models/personal-data/. Needs `npm run build` first, and the data at $LYDIAN_DATA (default
// ../shared/data).

import { createHash } from "node:crypto";
import { mkdirSync, readdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { parseArgs } from "node:util";
import { loadTypeScript } from "../../bench/load-typescript.mjs";
import { isGeneralWord } from "../../dist/engine/text/index.js";
import { randomNumbers } from "../../dist/evaluate/metrics/random-numbers.js";
import { recognisersOf } from "../../dist/guard/matching/personal-data/all-recognisers.js";
import { countryPacks } from "../../dist/guard/matching/personal-data/country-packs.js";
import { findPersonalData } from "../../dist/guard/matching/personal-data/find-personal-data.js";
import { stepsOf } from "../../dist/guard/matching/personal-data/sequence/chain-probabilities.js";
import { FEATURE_ROWS } from "../../dist/guard/matching/personal-data/sequence/extract-features.js";
import { createGazetteers, withoutNames } from "../../dist/guard/matching/personal-data/sequence/gazetteers.js";
import { labelCount, sequenceTypes } from "../../dist/guard/matching/personal-data/sequence/labels.js";
import { packEmissions } from "../../dist/guard/matching/personal-data/sequence/score-labels.js";
import { fitSequence, quantise } from "./personal-data/fit-sequence.mjs";
import { gazetteerLists } from "./personal-data/lists.mjs";
import { makeExamples } from "./personal-data/make-examples.mjs";
import { createValues } from "./personal-data/values.mjs";

const { measurePersonalData } = await loadTypeScript("bench/guards/measure-personal-data.ts");
const { foldOf, readPersonalData } = await loadTypeScript("bench/guards/read-personal-data.ts");

const { values: options } = parseArgs({
  options: { folds: { type: "boolean" }, write: { type: "boolean" }, errors: { type: "string", default: "0" } },
});
const root = fileURLToPath(new URL("../..", import.meta.url));
const dataFolder = process.env.LYDIAN_DATA ?? join(root, "..", "shared", "data");
const SEED = 18;
const FILL_ROUNDS = 10;
const EPOCHS = 6;
const DECAY = 0.02;

const lists = gazetteerLists();
const gazetteers = createGazetteers(lists);
/** General words that are in no list of names or places: 'johnson' and 'london' are frequent words too. */
const general = JSON.parse(readFileSync(join(root, "src/engine/text/general-words.json"), "utf8"))
  .split(" ")
  .filter((word) => withoutNames(gazetteers.classesOf([word])[0]) === gazetteers.classesOf([word])[0]);
const prose = proseSentences();

/** Sentences of our own documentation that hold no names of people. */
function proseSentences() {
  const files = readdirSync(join(root, "docs"), { recursive: true })
    .filter((name) => name.endsWith(".md"))
    .sort();
  const known = new Set(lists.firstNames.split(" "));
  return files
    .flatMap((name) =>
      readFileSync(join(root, "docs", name), "utf8")
        .replace(/```[\s\S]*?```/g, "")
        .split(/\n\n+/),
    )
    .map((block) => block.replace(/\n/g, " ").trim())
    .filter((block) => block.length > 40 && block.length < 600 && !block.startsWith("|"))
    .filter(
      (block) =>
        !(block.match(/(?<=[a-z,] )[A-Z][a-z]+/g) ?? []).some(
          (word) => known.has(word.toLowerCase()) && !isGeneralWord(word.toLowerCase()),
        ),
    );
}

function train(samples) {
  const next = randomNumbers(SEED);
  const source = createValues(next, general);
  const examples = makeExamples(samples, { gazetteers, source, general, prose, size: FILL_ROUNDS });
  return quantise(fitSequence(examples, { epochs: EPOCHS, decay: DECAY, next }));
}

const recognisers = recognisersOf(Object.keys(countryPacks));

function finderOf({ emissions, ...rest }) {
  const packed = { ...rest, emissions: packEmissions(emissions), steps: stepsOf(rest.transitions) };
  return (text) =>
    findPersonalData(
      { text },
      {
        recognisers,
        thresholdOf: () => 0.5,
        model: { gazetteers, weights: packed },
      },
    );
}

function printFolds(texts) {
  const found = new Map();
  for (let fold = 0; fold < 5; fold++) {
    const find = finderOf(train(texts.filter((text) => foldOf(text) !== fold)));
    for (const text of texts.filter((each) => foldOf(each) === fold)) found.set(text, find(text.text));
  }
  for (const { measure, value, low, high, goal } of measurePersonalData(texts, (text) => found.get(text))) {
    const interval = low === undefined ? "" : ` (${low.toFixed(3)} to ${high.toFixed(3)})`;
    console.log(
      `${measure}: ${value.toFixed(3)}${interval}${goal === undefined ? "" : ` goal ${goal}: ${value >= goal ? "reached" : "missed"}`}`,
    );
  }
  printErrors(texts, found);
}

/** Prints kinds and templates of missed and wrong values, most frequent first. */
function printErrors(texts, found) {
  const counts = new Map();
  const add = (key) => counts.set(key, (counts.get(key) ?? 0) + 1);
  for (const text of texts) {
    const hits = found.get(text);
    for (const span of text.spans)
      if (!hits.some((hit) => hit.start < span.end && hit.end > span.start))
        add(`missed ${span.type} template ${text.template_id}`);
    for (const hit of hits)
      if (!text.spans.some((span) => hit.start < span.end && hit.end > span.start))
        add(`wrong ${hit.type} template ${text.template_id}`);
  }
  const sorted = [...counts].sort((left, right) => right[1] - left[1]);
  for (const [key, count] of sorted.slice(0, Number(options.errors))) console.log(`${count} × ${key}`);
}

function write(texts) {
  const folder = join(root, "models", "personal-data");
  mkdirSync(folder, { recursive: true });
  const { emissions, emissionScale, transitions } = train(texts);
  if (emissions.length !== FEATURE_ROWS * labelCount) throw new RangeError("The weights have the wrong size.");
  const files = {
    "weights.bin": Buffer.from(emissions.buffer),
    "gazetteers.json": Buffer.from(`${JSON.stringify(lists)}\n`),
  };
  const sha256 = {};
  for (const [name, bytes] of Object.entries(files)) {
    writeFileSync(join(folder, name), bytes);
    sha256[name] = createHash("sha256").update(bytes).digest("hex");
  }
  const card = {
    id: "personal-data",
    licence: "Apache-2.0",
    types: sequenceTypes,
    emissionScale,
    transitions: [...transitions],
    sha256,
  };
  writeFileSync(join(folder, "model.json"), `${JSON.stringify(card)}\n`);
  console.log(`Wrote ${folder}.`);
}

const texts = await readPersonalData(dataFolder, new AbortController().signal);
if (options.folds) printFolds(texts);
if (options.write) write(texts);
