// Compares Lydian's guards with other libraries that find the same things by rules, on the same texts with the same
// measures.
//
//   npm run build && npm ci --prefix bench && node bench/guards.mjs [--only injection,secrets]
//
// Data: $LYDIAN_DATA (default ../shared/data). Prints a table for each task (personal-data, injection, secrets,
// offence), and writes all measures to bench/results/guards.json. No text is printed, also not in an error.
//
// Peers run as they are installed, without a model: checks that ask a language model are left out. Lydian's personal
// data are found by its rules alone, since its model was trained on the measured sentences;
// scripts/train/personal-data.mjs --folds measures the model. The secrets are random, in the forms that providers
// document. A rule that says only yes or no has no threshold that gives 1 % of false alarms; where it gives more, its
// recall there is 0.
//
// The heuristic mode of hai-guardrails is too slow for the sets, so that its time and score are those of one harmless
// sentence.
//
// "ms/KB" is the processor time of all threads for a kilobyte of 300 paragraphs of documents, in the fastest of five
// rounds.
import { existsSync, mkdirSync, writeFileSync } from "node:fs";
import { parseArgs } from "node:util";
import { openLydian } from "./guards/lydian.mjs";
import { openPeers } from "./guards/peers.mjs";
import { loadTypeScript } from "./load-typescript.mjs";

const { measureDirectInjection } = await loadTypeScript("bench/guards/measure-direct-injection.ts");
const { measurePersonalData } = await loadTypeScript("bench/guards/measure-personal-data.ts");
const { measureSecrets } = await loadTypeScript("bench/guards/measure-secrets.ts");
const { measureToxicAlarms } = await loadTypeScript("bench/guards/measure-toxicity.ts");
const { readOrdinaryTexts } = await loadTypeScript("bench/guards/ordinary-texts.ts");
const { readPersonalData } = await loadTypeScript("bench/guards/read-personal-data.ts");

const TIMED_PARAGRAPHS = 300;
const ROUNDS = 5;
const SENTENCE =
  "Our opening hours are from eight to six and the front desk helps you with every request about rooms, meals and parking at the house near the lake.";
const folder = process.env.LYDIAN_DATA ?? "../shared/data";
const { signal } = new AbortController();
const tasks = {
  "personal-data": { kind: "personalData", measure: measurePersonal },
  injection: { kind: "injection", measure: (engine) => measureDirectInjection(folder, engine, signal) },
  secrets: { kind: "secrets", measure: (engine) => measureSecrets(folder, engine) },
  offence: { kind: "offence", measure: (engine) => measureToxicAlarms(folder, engine) },
};
const { values: options } = parseArgs({ options: { only: { type: "string", default: Object.keys(tasks).join(",") } } });

async function measurePersonal(engine) {
  const texts = await readPersonalData(folder, signal);
  const found = new Map();
  for (const text of texts) found.set(text, await engine.find(text.text));
  return measurePersonalData(texts, (text) => found.get(text));
}

/** Returns the milliseconds of processor time for 1,024 bytes, in the fastest round. */
async function timeOf(engine, texts) {
  const run = engine.run ?? engine.score ?? engine.find;
  const kilobytes = texts.reduce((sum, text) => sum + Buffer.byteLength(text), 0) / 1024;
  let best = Number.POSITIVE_INFINITY;
  for (let round = 0; round < ROUNDS; round++) {
    const before = process.cpuUsage();
    for (const text of texts) await run(text);
    const { user, system } = process.cpuUsage(before);
    best = Math.min(best, (user + system) / 1000 / kilobytes);
  }
  return best;
}

async function runEngine(task, engine, texts) {
  try {
    const measures = await tasks[task].measure(engine);
    return { task, engine: engine.name, msPerKilobyte: await timeOf(engine, texts), measures };
  } catch (error) {
    // A peer's message may quote the text that it read.
    return { task, engine: engine.name, failure: error.constructor.name };
  }
}

/** Prints the score of a harmless sentence. */
async function printSlow(engine) {
  const ms = await timeOf(engine, [SENTENCE]);
  console.log(`\n${engine.name}, ${ms.toFixed(0)} ms/KB`);
  console.log(
    `  a harmless sentence, score ${(await engine.score(SENTENCE)).toFixed(2)}, fails from ${engine.threshold}`,
  );
}

/** Measures of single kinds are only in the JSON. */
const isListed = ({ measure }) => !/ of (?:words|places) of |^F2 of (?:words|places) of /.test(measure);

function print({ engine, failure, msPerKilobyte, measures }) {
  if (failure !== undefined) return console.log(`\n${engine}: failed with ${failure}`);
  console.log(`\n${engine}, ${msPerKilobyte.toFixed(2)} ms/KB`);
  for (const { data, measure, value, low, high } of measures.filter(isListed)) {
    const interval = low === undefined ? "" : ` (${low.toFixed(4)} to ${high.toFixed(4)})`;
    console.log(`  ${data}, ${measure}: ${value.toFixed(4)}${interval}`);
  }
}

const unknown = options.only.split(",").find((task) => !(task in tasks));
if (unknown !== undefined) {
  console.error(`There is no task "${unknown}". Choose from ${Object.keys(tasks).join(", ")}.`);
  process.exit(1);
}
if (!existsSync(folder)) {
  console.error(`The data are missing: ${folder}. Set LYDIAN_DATA to the folder of the data sets.`);
  process.exit(1);
}
const [lydian, peers] = [await openLydian(), await openPeers()];
const ordinary = (await readOrdinaryTexts(folder)).find(({ name }) => name === "paragraphs of documents");
const timed = ordinary.texts.slice(0, TIMED_PARAGRAPHS);
const results = [];
for (const task of options.only.split(",")) {
  console.log(`\n# ${task}`);
  const { kind } = tasks[task];
  for (const engine of [...lydian[kind], ...peers[kind]]) {
    const result = await runEngine(task, engine, timed);
    print(result);
    results.push(result);
  }
  if (task === "injection") for (const engine of peers.slowInjection) await printSlow(engine);
}
const output = new URL("results/", import.meta.url);
mkdirSync(output, { recursive: true });
writeFileSync(new URL("guards.json", output), `${JSON.stringify(results, undefined, 2)}\n`);
// The threads of hai-guardrails wait for work.
process.exit(results.some(({ failure }) => failure !== undefined) ? 1 : 0);
