// Asks questions through the product, with and without reading the first passages, and prints what is right and wrong.
//
//   npm run build && node scripts/train/ask-squad.mjs [--limit 300] [--others 100] [--depth 5] [--store FOLDER]
//
// Asks a sample, by the hash of their ids, of the questions to the articles `calibrate` of SQuAD 2.0 and of questions
// about other subjects. Half of the former have no answer in the documents. A shown answer is wrong if it contains no
// gold answer or if the question has none. The few weights of the reader were fitted on `calibrate` too (fit-read.mjs),
// where other articles judge them. --store keeps the store for the next run.

import { createHash } from "node:crypto";
import { mkdtempSync, rmSync } from "node:fs";
import os from "node:os";
import path from "node:path";
import { parseArgs } from "node:util";
import { openLydian } from "../../dist/index.js";
import { holdsGold } from "./evidence-rows.mjs";
import { readParagraphs, readQuestions } from "./read-squad.mjs";

const { values } = parseArgs({
  options: {
    limit: { type: "string", default: "300" },
    others: { type: "string", default: "100" },
    depth: { type: "string" },
    store: { type: "string" },
  },
});
const store = values.store ?? mkdtempSync(path.join(os.tmpdir(), "lydian-squad-"));
// A generous budget, so that the result does not depend on how busy the machine is.
const rerank = { budgetMs: 600_000 };
if (values.depth) rerank.depth = Number(values.depth);
const lydian = await openLydian({ store, settings: { rerank } });
try {
  await lydian.add(readParagraphs().map(({ uri, title, text }) => ({ uri, title, content: text })));
  const questions = [...choose("calibrate", values.limit), ...choose("foreign", values.others)];
  const unread = [];
  const read = [];
  for (const [index, asked] of questions.entries()) {
    unread.push(await judge(asked, { rerank: false }));
    read.push(await judge(asked, {}));
    if (index % 50 === 49) console.error(`${index + 1} of ${questions.length} questions`);
  }
  print("not read", unread);
  print("read", read);
} finally {
  await lydian.close();
  if (!values.store) rmSync(store, { recursive: true, force: true });
}

function choose(split, limit) {
  const hash = ({ id }) => createHash("sha256").update(id).digest("hex");
  return readQuestions()
    .filter((question) => question.split === split)
    .map((question) => ({ question, hash: hash(question) }))
    .sort((one, other) => (one.hash < other.hash ? -1 : 1))
    .slice(0, Number(limit))
    .map(({ question }) => question);
}

async function judge({ split, question, gold }, options) {
  const answer = await lydian.ask(question, options);
  const isShown = answer.status === "grounded";
  return { split, isAnswerable: gold.length > 0, isShown, isRight: isShown && holdsGold(answer.text, gold) };
}

function print(name, all) {
  const asked = all.filter(({ split }) => split === "calibrate");
  const others = all.filter(({ split }) => split !== "calibrate");
  const shown = asked.filter(({ isShown }) => isShown);
  const right = shown.filter(({ isRight }) => isRight).length;
  const answerable = asked.filter(({ isAnswerable }) => isAnswerable).length;
  const withheld = others.filter(({ isShown }) => !isShown).length;
  console.log(
    `${name}: ${asked.length} questions, answered ${share(shown.length, asked.length)}, of these wrong ` +
      `${share(shown.length - right, shown.length)}; of ${answerable} answerable ones answered right ` +
      `${share(right, answerable)}; of ${others.length} about other subjects abstained ${share(withheld, others.length)}`,
  );
}

function share(part, whole) {
  return whole === 0 ? "-" : `${((100 * part) / whole).toFixed(1)} %`;
}
