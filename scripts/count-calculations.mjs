// Counts how often the rules for calculations fire, or refuse with a reason, on questions that need no calculation:
// those of SQuAD 2.0 and of the handbook, over every table of the handbook.
//
//   npm run build && node scripts/count-calculations.mjs

import { existsSync, mkdtempSync, readFileSync, rmSync } from "node:fs";
import os from "node:os";
import path from "node:path";
import { fileURLToPath } from "node:url";
import { planCalculation } from "../dist/engine/answer/calculate/plan-calculation.js";
import { createAnalyzer } from "../dist/engine/text/index.js";
import { openLydian } from "../dist/index.js";

const root = path.resolve(path.dirname(fileURLToPath(import.meta.url)), "..");
const data = process.env.LYDIAN_DATA ?? path.join(root, "..", "shared", "data");
const analyzer = createAnalyzer();
const analyze = (text) => analyzer.analyze(text, "en");
const { signal } = new AbortController();
const store = mkdtempSync(path.join(os.tmpdir(), "lydian-calculations-"));
const lydian = await openLydian({ store });
try {
  await lydian.add(path.join(root, "examples", "handbook"), { embed: false });
  const documents = new Map();
  for (const { id } of await lydian.list()) documents.set(id, await lydian.read(id));
  const passages = [...documents.values()].map(toPassage);
  const tables = [...documents.values()].flatMap(({ elements }) => elements.filter(({ kind }) => kind === "table"));
  console.log(`${documents.size} documents with ${tables.length} tables`);
  for (const [name, questions] of readQuestions()) {
    const counts = { planned: 0, refused: 0 };
    for (const question of questions) {
      const planned = await planCalculation(question, { passages, documents }, analyze, signal);
      if (planned === undefined) continue;
      counts[planned.status]++;
      console.log(`  ${question}  ${planned.status === "planned" ? JSON.stringify(planned.plan) : planned.why}`);
    }
    console.log(
      `${name}: ${counts.planned} of ${questions.length} questions would be computed, ${counts.refused} refused with a reason`,
    );
  }
} finally {
  await lydian.close();
  rmSync(store, { recursive: true, force: true });
}

/** Returns a document as a single passage, so that the rules may use all of its tables. */
function toPassage({ id: documentId, title, uri, text, contentHash, metadata, elements }, index) {
  const hit = { chunkId: documentId, documentId, title, uri, span: { start: 0, end: text.length }, text };
  return {
    number: index + 1,
    hit: { ...hit, headingPath: [], rank: 1, score: 1 },
    text,
    contentHash,
    metadata,
    elements,
  };
}

function readQuestions() {
  const lines = readFileSync(path.join(root, "examples", "handbook-questions.jsonl"), "utf8")
    .trim()
    .split("\n");
  const sets = [["handbook", lines.map((line) => JSON.parse(line).question)]];
  const squad = path.join(data, "answers", "squad2-dev.json");
  if (!existsSync(squad)) return sets;
  const articles = JSON.parse(readFileSync(squad, "utf8")).data;
  const asked = articles.flatMap(({ paragraphs }) => paragraphs.flatMap(({ qas }) => qas.map((one) => one.question)));
  return [...sets, ["SQuAD 2.0, dev", asked]];
}
