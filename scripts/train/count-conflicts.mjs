// Counts answers that report a conflict, on documents with few conflicts or none. Most of them are false alarms.
//
//   npm run build && node scripts/train/count-conflicts.mjs [--limit 200]
//
// Asks the handbook's questions, and a sample (by the hash of their ids) of those to the articles `calibrate` of SQuAD
// 2.0. Prints each conflict; a person has to say which are true. The handbook has two versions of one policy.

import { createHash } from "node:crypto";
import { mkdtempSync, readFileSync, rmSync } from "node:fs";
import os from "node:os";
import path from "node:path";
import { fileURLToPath } from "node:url";
import { parseArgs } from "node:util";
import { openLydian } from "../../dist/index.js";
import { readParagraphs, readQuestions } from "./read-squad.mjs";

const examples = path.resolve(path.dirname(fileURLToPath(import.meta.url)), "../../examples");
const { values } = parseArgs({ options: { limit: { type: "string", default: "200" } } });

const handbook = readFileSync(path.join(examples, "handbook-questions.jsonl"), "utf8")
  .trim()
  .split("\n")
  .map((line) => JSON.parse(line).question);
await count("handbook", [path.join(examples, "handbook")], handbook);

const hash = (text) => createHash("sha256").update(text).digest("hex");
const sample = readQuestions()
  .filter(({ split }) => split === "calibrate")
  .sort((one, other) => (hash(one.id) < hash(other.id) ? -1 : 1))
  .slice(0, Number(values.limit))
  .map(({ question }) => question);
await count(
  "squad2",
  readParagraphs().map(({ uri, title, text }) => ({ uri, title, content: text })),
  sample,
);

async function count(name, sources, questions) {
  const store = mkdtempSync(path.join(os.tmpdir(), "lydian-conflicts-"));
  const lydian = await openLydian({ store, settings: { rerank: { model: "off" } } });
  try {
    await lydian.add(sources, { embed: name === "handbook" });
    let answers = 0;
    let alarms = 0;
    for (const question of questions) {
      const { status, conflicts = [], warnings } = await lydian.ask(question);
      if (status === "grounded") answers++;
      if (conflicts.length > 0) alarms++;
      const warned = warnings.some(({ code }) => code === "sources-disagree");
      for (const { kind, why, sides } of conflicts)
        console.log(
          `${name}  ${kind}  ${question}  ${why}\n  ${sides.map(({ title, quote }) => `${title}: ${quote}`).join("\n  ")}`,
        );
      if (warned && conflicts.length === 0) console.log(`${name}  warned only  ${question}`);
    }
    console.log(`${name}: ${questions.length} questions, ${answers} answers, ${alarms} with a conflict`);
  } finally {
    await lydian.close();
    rmSync(store, { recursive: true, force: true });
  }
}
