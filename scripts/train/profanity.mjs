// Writes models/profanity/words.json from a rated list of words.
//
//   npm run build && LYDIAN_DATA=../shared/data node scripts/train/profanity.mjs
//
// Only hashes are written, and counts are printed. A word that ordinary texts use too, such as names of parts of the
// body, gets half of its score, so that it fails only under a low threshold. A word with a mild rating fails by default
// if nearly all messages of the training part of Davidson et al. with it are offensive, and no ordinary text has it.

import { createHash } from "node:crypto";
import { existsSync, readFileSync, writeFileSync } from "node:fs";
import path from "node:path";
import { fileURLToPath } from "node:url";
import { gunzipSync } from "node:zlib";
import { loadTypeScript } from "../../bench/load-typescript.mjs";
import { hashPhrase, readWords } from "../../dist/guard/checks/profanity/read-words.js";

const { readMessages } = await loadTypeScript("bench/guards/toxicity-messages.ts");

const target = fileURLToPath(new URL("../../models/profanity/words.json", import.meta.url));
const folder = process.env.LYDIAN_DATA ?? fileURLToPath(new URL("../../../shared/data", import.meta.url));
if (!existsSync(path.join(folder, "toxicity")))
  throw new Error(`There is no folder toxicity in ${folder}. Set LYDIAN_DATA.`);

/** Signs of letters in disguise. Lydian reads through them, so such entries are not needed. */
const plain = /^[\p{L}\p{N}' -]+$/u;
const MIN_ORDINARY = 2;
/** Minimum number of messages with a word, and share of them that is offensive, that raise its score. */
const MIN_MESSAGES = 10;
const MIN_OFFENSIVE = 0.95;
/** Score of the rating "strong". */
const STRONG = 2 / 3;

const rows = readLines(readFileSync(path.join(folder, "toxicity/profanity_en.jsonl"), "utf8"));
const scores = new Map();
let longest = 1;
for (const { text, severity } of rows) {
  const words = readWords(text).map(({ word }) => word);
  if (!plain.test(text) || words.join("").length < 3) continue;
  const hash = hashPhrase(words);
  scores.set(hash, Math.max(scores.get(hash) ?? 0, Number(severity) / 3));
  longest = Math.max(longest, words.length);
}
const counts = countOrdinary();
const ordinary = [...scores.keys()].filter((hash) => (counts.get(hash) ?? 0) >= MIN_ORDINARY);
for (const hash of ordinary) scores.set(hash, scores.get(hash) / 2);
const raised = findOffensive().filter((hash) => scores.get(hash) < STRONG && !counts.has(hash));
for (const hash of raised) scores.set(hash, STRONG);
const sorted = [...scores]
  .sort(([left], [right]) => (left < right ? -1 : 1))
  .map(([hash, score]) => [hash, round(score)]);
const version = createHash("sha256").update(JSON.stringify(sorted)).digest("hex").slice(0, 12);
writeFileSync(target, `${JSON.stringify({ version, maxWords: longest, scores: Object.fromEntries(sorted) })}\n`);
console.log(
  `${rows.length} entries, ${sorted.length} phrases of at most ${longest} words, ${ordinary.length} of them ordinary, ${raised.length} raised; version ${version}`,
);

/** Counts the phrases in texts of encyclopedias, medicine and questions. */
function countOrdinary() {
  const found = new Map();
  const lines = readLines(gunzipSync(readFileSync(path.join(folder, "rerank/train.jsonl.gz"))).toString());
  for (const text of new Set(lines.flatMap(({ query, passage }) => [query, passage])))
    for (const hash of listPhrases(text)) found.set(hash, (found.get(hash) ?? 0) + 1);
  return found;
}

/** Returns the phrases that occur almost only in offensive messages. */
function findOffensive() {
  const found = new Map();
  for (const { text, label } of readMessages(folder, "train")) {
    for (const hash of new Set(listPhrases(text))) {
      const { messages, offensive } = found.get(hash) ?? { messages: 0, offensive: 0 };
      found.set(hash, { messages: messages + 1, offensive: offensive + (label === "neither" ? 0 : 1) });
    }
  }
  const isOffensive = ({ messages, offensive }) => messages >= MIN_MESSAGES && offensive / messages >= MIN_OFFENSIVE;
  return [...found].filter(([, count]) => isOffensive(count)).map(([hash]) => hash);
}

/** Lists the phrases of a text that have a score. */
function listPhrases(text) {
  const words = readWords(text).map(({ word }) => word);
  return words
    .flatMap((_, start) =>
      words.slice(start, start + longest).map((_, length) => hashPhrase(words.slice(start, start + length + 1))),
    )
    .filter((hash) => scores.has(hash));
}

function readLines(text) {
  return text
    .trim()
    .split("\n")
    .map((line) => JSON.parse(line));
}

function round(score) {
  return Math.round(score * 1000) / 1000;
}
