// Asks every question of the data through the product's search and the extractive answerer, and keeps the evidence.

import { appendFileSync, existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import os from "node:os";
import path from "node:path";
import { fileURLToPath } from "node:url";
import { parseArgs } from "node:util";
import { openOnnxEmbedder } from "../../dist/adapters/onnx/index.js";
import { composeContext } from "../../dist/engine/answer/compose/compose-context.js";
import { weighEvidence } from "../../dist/engine/answer/weigh-evidence.js";
import { createAnalyzer, splitSentences } from "../../dist/engine/text/index.js";
import { openLydian } from "../../dist/index.js";
import { toRow } from "./evidence-rows.mjs";
import { readParagraphs, readQuestions } from "./read-squad.mjs";

const modelFolder = path.resolve(path.dirname(fileURLToPath(import.meta.url)), "../../models/bge-small-en-v1.5-int8");
const budgetTokens = 2000;
const limit = 10;
/** Weight 0 keeps the order of words and vectors; the budget is large enough to read all hits. */
const reading = { model: "bundled", depth: limit, weight: 0, budgetMs: 600_000 };

/**
 * Returns the rows of the given splits, in both search modes. With `--rows FILE`, reads them from the file if it
 * exists.
 *
 * @param {{isRead?: boolean}} options  `isRead`: the cross-encoder reads the hits too
 */
export async function collectRows(splits, { isRead = false } = {}) {
  const { values } = parseArgs({ options: { rows: { type: "string" } }, strict: false });
  if (values.rows && existsSync(values.rows)) {
    const lines = readFileSync(values.rows, "utf8").trim().split("\n");
    return lines.map((line) => JSON.parse(line)).filter(({ split }) => splits.includes(split));
  }
  if (values.rows) writeFileSync(values.rows, "");
  const keep = (row) => values.rows && appendFileSync(values.rows, `${JSON.stringify(row)}\n`);
  return askAll(
    readQuestions().filter(({ split }) => splits.includes(split)),
    { isRead, keep },
  );
}

async function askAll(questions, { isRead, keep }) {
  const store = mkdtempSync(path.join(os.tmpdir(), "lydian-train-"));
  const lydian = await openLydian({ store, settings: isRead ? { rerank: reading } : {} });
  const embedder = await openOnnxEmbedder({ folder: modelFolder });
  try {
    console.error("Adding the paragraphs …");
    await lydian.add(readParagraphs().map(({ uri, title, text }) => ({ uri, title, content: text })));
    const services = { embedder: rememberVectors(embedder), analyzer: createAnalyzer(), splitSentences };
    const documents = new Map();
    const rows = [];
    for (const [index, question] of questions.entries()) {
      for (const mode of ["hybrid", "lexical"]) {
        const row = await askOne(lydian, services, { question, mode, documents });
        keep(row);
        rows.push(row);
      }
      if (index % 100 === 99) console.error(`${index + 1} of ${questions.length} questions`);
    }
    return rows;
  } finally {
    await embedder.close();
    await lydian.close();
    rmSync(store, { recursive: true, force: true });
  }
}

async function askOne(lydian, services, { question, mode, documents }) {
  const { signal } = new AbortController();
  const { hits } = await lydian.search(question.question, { mode, limit });
  for (const { documentId } of hits) {
    if (!documents.has(documentId)) documents.set(documentId, await lydian.read(documentId));
  }
  const countTokens = (text) => services.embedder.countTokens(text);
  const { passages } = composeContext({ hits, documents, budgetTokens, countTokens, splitSentences });
  const weighed = await weighEvidence(services, { question: question.question, passages }, signal);
  return toRow(question, weighed, passages);
}

/** Embeds each sentence once, since many questions share their sentences. */
function rememberVectors(embedder) {
  const vectors = new Map();
  const counts = new Map();
  return {
    countTokens(text) {
      if (!counts.has(text)) counts.set(text, embedder.countTokens(text));
      return counts.get(text);
    },
    embedQuery: (text, signal) => embedder.embedQuery(text, signal),
    async embedDocuments(texts, signal) {
      const missing = texts.filter((text) => !vectors.has(text));
      const fresh = await embedder.embedDocuments(missing, signal);
      for (const [index, text] of missing.entries()) vectors.set(text, fresh[index]);
      return texts.map((text) => vectors.get(text));
    },
  };
}
