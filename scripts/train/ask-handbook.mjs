// Asks the handbook's questions through the product and prints which answers are right, wrong and abstained.
//
//   npm run build && node scripts/train/ask-handbook.mjs [--mode lexical] [--rerank | --unread] [--depth 5]
//     [--weight 0.5] [--store FOLDER]
//
// By default, the cross-encoder reads the first passages. --unread: it does not read them; --rerank: it also reorders
// them. Nothing is fitted on these questions, so they show what a user would see. --store keeps the handbook's store.

import { mkdtempSync, readFileSync, rmSync } from "node:fs";
import os from "node:os";
import path from "node:path";
import { fileURLToPath } from "node:url";
import { parseArgs } from "node:util";
import { openLydian } from "../../dist/index.js";

const examples = path.resolve(path.dirname(fileURLToPath(import.meta.url)), "../../examples");

const { values } = parseArgs({
  options: {
    mode: { type: "string", default: "hybrid" },
    rerank: { type: "boolean", default: false },
    unread: { type: "boolean", default: false },
    depth: { type: "string" },
    weight: { type: "string", default: "0.5" },
    store: { type: "string" },
  },
});
const store = values.store ?? mkdtempSync(path.join(os.tmpdir(), "lydian-handbook-"));
// A generous budget, so that the passages are read however busy the machine is.
const rerank = {
  weight: Number(values.weight),
  budgetMs: 600_000,
};
if (values.depth) rerank.depth = Number(values.depth);
const reading = values.unread ? { rerank: false } : values.rerank ? { rerank: true } : {};
const lydian = await openLydian({ store, settings: { rerank } });
try {
  await lydian.add(path.join(examples, "handbook"));
  const counts = { right: 0, wrong: 0, abstained: 0, "rightly abstained": 0 };
  for (const asked of readQuestions()) {
    const answer = await lydian.ask(asked.question, { mode: values.mode, ...reading });
    const outcome = judge(answer, asked);
    counts[outcome]++;
    const shown = answer.text ?? `(${answer.reason}) ${asked.expected ?? ""}`;
    const confidence = answer.confidence?.toFixed(2) ?? "    ";
    const warnings = answer.warnings.map(({ code }) => ` !${code}`).join("");
    console.log(`${outcome.padEnd(17)}  ${confidence}  ${asked.question}  ${JSON.stringify(shown)}${warnings}`);
  }
  console.log(
    Object.entries(counts)
      .map(([outcome, count]) => `${count} ${outcome}`)
      .join(", "),
  );
} finally {
  await lydian.close();
  if (!values.store) rmSync(store, { recursive: true, force: true });
}

function readQuestions() {
  return readFileSync(path.join(examples, "handbook-questions.jsonl"), "utf8")
    .trim()
    .split("\n")
    .map((line) => JSON.parse(line));
}

/** Judges an answer. It is right if it contains the expected words and cites the expected document. */
function judge(answer, { expected, document }) {
  if (answer.status === "abstained") return expected === null ? "rightly abstained" : "abstained";
  const uris = new Map(answer.passages.map(({ hit }) => [hit.documentId, hit.uri]));
  const isCited = answer.citations.some(({ documentId }) => uris.get(documentId)?.endsWith(document ?? "?"));
  const isSaid = expected !== null && answer.text.replace(/\s+/gu, " ").includes(expected);
  return isSaid && isCited ? "right" : "wrong";
}
