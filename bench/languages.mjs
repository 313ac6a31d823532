// Measures how well languages are recognised, and how well words in them are found.
//
//   npm run build && node bench/languages.mjs [--list]
//
// "Recognised": the paragraphs and questions in 30 languages of src/engine/text/fixtures/languages.json; questions in
// 29 of them must be recognised as not English, since the bundled model reads English only. "Found": words in another
// form, searched by words alone in one collection of all paragraphs, those marked as missed included. "English":
// questions and documents of the data sets in $LYDIAN_DATA/retrieval (default ../shared/data) that are mistaken for
// another language;
// --list prints them.
import { existsSync, mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { parseArgs } from "node:util";
import { detectLanguage, detectOtherLanguage } from "../dist/engine/text/index.js";
import { openLydian } from "../dist/index.js";

const { values: options } = parseArgs({ options: { list: { type: "boolean", default: false } } });
const SETS = ["scifact", "scifact-train", "hotpotqa100", "nq-oracle", "covidqa", "squad2"];
const retrieval = join(process.env.LYDIAN_DATA ?? "../shared/data", "retrieval");
const samples = JSON.parse(
  readFileSync(new URL("../src/engine/text/fixtures/languages.json", import.meta.url), "utf8"),
);

const named = (missed) => (missed.length === 0 ? "" : ` (not: ${missed.join(", ")})`);

async function countRecognised(textOf) {
  const found = await Promise.all(
    samples.map(async (sample) => [sample, await detectLanguage({ text: textOf(sample) })]),
  );
  const wrong = found.filter(([{ language }, detected]) => language !== detected);
  return `${samples.length - wrong.length} of ${samples.length}${named(wrong.map(([{ language }, detected]) => `${language} as ${detected ?? "none"}`))}`;
}

async function countToldFromEnglish() {
  const others = samples.filter(({ language }) => language !== "en");
  const missed = [];
  for (const { language, question } of others) {
    if ((await detectOtherLanguage(question, ["en"])) === undefined) missed.push(language);
  }
  return `${others.length - missed.length} of ${others.length}${named(missed)}`;
}

/** Counts the words in another form that find the paragraph of their language. */
async function countWordsFound() {
  const store = mkdtempSync(join(tmpdir(), "lydian-languages-"));
  const lydian = await openLydian({ store });
  try {
    const documents = samples.map(({ language, text }) => ({ uri: language, content: text }));
    await lydian.add(documents, { embed: false });
    const asked = samples.flatMap(({ language, inflected, missed = [] }) =>
      [...inflected, ...missed].map((query) => ({ language, query })),
    );
    const lost = [];
    for (const { language, query } of asked) {
      const { hits } = await lydian.search(query, { mode: "lexical", limit: samples.length });
      if (!hits.some(({ uri }) => uri === language)) lost.push(`${language} ${query}`);
    }
    return `${asked.length - lost.length} of ${asked.length}${named(lost)}`;
  } finally {
    await lydian.close();
    rmSync(store, { recursive: true, force: true });
  }
}

/** Returns the texts of a set as `eval retrieval` adds and asks them: titles before texts. */
function readTexts(set, file) {
  const path = join(retrieval, set, file);
  if (!existsSync(path)) return [];
  const rows = readFileSync(path, "utf8")
    .trim()
    .split("\n")
    .map((line) => JSON.parse(line));
  return rows.map(({ title, text }) => (title ? `${title}\n\n${text}` : text));
}

async function findOthers(texts, detect) {
  const others = [];
  for (const text of texts) {
    const language = await detect(text);
    if (language !== undefined && language !== "en") others.push(`${language}\t${text.slice(0, 120)}`);
  }
  if (options.list) for (const line of others) console.log(line.replaceAll("\n", " "));
  return others.length;
}

console.log(`paragraphs recognised: ${await countRecognised(({ text }) => text)}`);
console.log(`questions recognised: ${await countRecognised(({ question }) => question)}`);
console.log(`questions told from English: ${await countToldFromEnglish()}`);
console.log(`words found: ${await countWordsFound()}`);
const asked = new Set();
let outside = 0;
for (const set of SETS) {
  const questions = readTexts(set, "queries.jsonl").filter((text) => !asked.has(text));
  for (const question of questions) asked.add(question);
  const documents = [...new Set(readTexts(set, "corpus.jsonl"))];
  const others = await findOthers(questions, (text) => detectOtherLanguage(text, ["en"]));
  outside += others;
  const otherDocuments = await findOthers(documents, (text) => detectLanguage({ text }));
  console.log(
    `${set}: ${others} of ${questions.length} questions and ${otherDocuments} of ${documents.length} documents taken for another language`,
  );
}
console.log(`all: ${outside} of ${asked.size} questions`);
