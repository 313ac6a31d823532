// Measures the guards that read texts by rules: what they find, and their false alarms on texts of documents.
//
//   npm run build && node bench/text-guards.mjs [--list]
//
// "Topics" and "refusal" use sentences of our own: src/guard/topics/fixtures/health-report.json, for which no rule was written, and
// src/guard/output/fixtures/refusals.json, to which the rules were adjusted. False alarms are counted in the paragraphs of
// $LYDIAN_DATA/documents-text and the answers' paragraphs of squad2 (default ../shared/data). For links, each paragraph is an answer whose
// evidence is the paragraph itself; as a second measure, an answer without evidence. --list prints the type and the place of each alarm,
// and no text.
import { existsSync, readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { parseArgs } from "node:util";
import { wilsonInterval } from "../dist/evaluate/metrics/wilson-interval.js";
import { allChecks } from "../dist/guard/all-checks.js";
import { readViews } from "../dist/guard/normalise/read-views.js";

const { values: options } = parseArgs({ options: { list: { type: "boolean", default: false } } });
const data = process.env.LYDIAN_DATA ?? "../shared/data";
const { signal } = new AbortController();
const readJson = (path) => JSON.parse(readFileSync(new URL(path, import.meta.url), "utf8"));
const load = (id) => allChecks.find((check) => check.id === id).load();

const failing = async (check, text, context) => {
  let views;
  const input = { stage: "output", origin: "model", text, context, views: () => (views ??= readViews(text)) };
  const { score, spans } = await check.check(input, signal);
  return score >= check.threshold ? (spans.length > 0 ? spans : [{ type: "TEXT" }]) : [];
};

const print = (name, right, count) => {
  const { value, interval } = wilsonInterval(right, count);
  console.log(
    `${name}: ${right} of ${count}, ${value.toFixed(3)} (${interval.map((bound) => bound.toFixed(3)).join(" to ")})`,
  );
};

async function countTopics() {
  const check = await load("topics");
  const { none, ...topics } = readJson("../src/guard/topics/fixtures/health-report.json");
  for (const [type, texts] of Object.entries(topics)) {
    let found = 0;
    for (const text of texts) if ((await failing(check, text)).some((span) => span.type === type)) found++;
    print(`topics, recall of ${type}`, found, texts.length);
  }
  let alarms = 0;
  for (const text of none) if ((await failing(check, text)).length > 0) alarms++;
  print("topics, false alarms on everyday sentences", alarms, none.length);
}

async function countRefusals() {
  const check = await load("refusal");
  const { refusals, answers } = readJson("../src/guard/output/fixtures/refusals.json");
  for (const [name, texts] of [
    ["recall", refusals],
    ["false alarms", answers],
  ]) {
    let found = 0;
    for (const text of texts) if ((await failing(check, text)).length > 0) found++;
    print(`refusal, ${name}`, found, texts.length);
  }
}

function readParagraphs() {
  const folder = join(data, "documents-text");
  const corpus = join(data, "retrieval/squad2/corpus.jsonl");
  for (const path of [folder, corpus]) {
    if (existsSync(path)) continue;
    console.error(`The data are missing: ${path}. Set LYDIAN_DATA to the folder of the data sets.`);
    process.exit(1);
  }
  const documents = readdirSync(folder).flatMap((name) =>
    readFileSync(join(folder, name), "utf8")
      .split(/\n\s*\n/)
      .map((text) => text.trim())
      .filter((text) => text.length >= 20 && text.length <= 4000)
      .slice(0, 300),
  );
  const passages = readFileSync(corpus, "utf8")
    .trim()
    .split("\n")
    .map((line) => JSON.parse(line).text);
  return { "documents-text": documents, squad2: passages };
}

const none = () => undefined;
const alarmKinds = [
  ["secrets", none, "secrets"],
  ["exfiltration", (text) => ({ evidence: [text] }), "exfiltration, with the paragraph as evidence"],
  ["exfiltration", none, "exfiltration, without evidence"],
  ["refusal", none, "refusal"],
  ["topics", none, "topics"],
];

async function countAlarms() {
  for (const [set, texts] of Object.entries(readParagraphs())) {
    for (const [id, contextOf, name] of alarmKinds) {
      const check = await load(id);
      let alarms = 0;
      for (const [index, text] of texts.entries()) {
        const spans = await failing(check, text, contextOf(text));
        if (spans.length > 0) alarms++;
        list(`${set} ${index}`, spans);
      }
      print(`${name}, alarms on ${set}`, alarms, texts.length);
    }
  }
}

function list(place, spans) {
  if (!options.list) return;
  for (const { type, evidence } of spans) console.log(`  ${place}: ${type} ${evidence}`);
}

await countTopics();
await countRefusals();
await countAlarms();
