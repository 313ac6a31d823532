// Reports how well citations support their sentences: citation recall and precision as in ALCE.
//
//   npm run build && node scripts/train/citations.mjs [--limit 300] [--store FOLDER]
//
// Asks a sample, by the hash of their ids, of the questions to the articles `report` of SQuAD 2.0, as the product does.
// A sentence has recall 1 if its citations together support it. A citation has precision 1 if its sentence has recall 1
// and it is needed or supports the sentence alone (Gao et al.: Enabling Large Language Models to Generate Text with
// Citations, EMNLP 2023). The verifier whose name is printed decides what is supported, not the entailment model of
// that paper.

import { createHash } from "node:crypto";
import { mkdtempSync, rmSync } from "node:fs";
import os from "node:os";
import path from "node:path";
import { parseArgs } from "node:util";
import { createAnalyzer, splitSentences } from "../../dist/engine/text/index.js";
import { createVerifier } from "../../dist/engine/verify/index.js";
import { openLydian } from "../../dist/index.js";
import { readParagraphs, readQuestions } from "./read-squad.mjs";

const { values } = parseArgs({ options: { limit: { type: "string", default: "300" }, store: { type: "string" } } });
const { signal } = new AbortController();
const analyzer = createAnalyzer();
const verifier = createVerifier({ analyze: (text) => analyzer.analyze(text, "en"), splitSentences });
const store = values.store ?? mkdtempSync(path.join(os.tmpdir(), "lydian-squad-"));
// A generous budget, so that the passages are read however busy the machine is.
const lydian = await openLydian({ store, settings: { rerank: { budgetMs: 600_000 } } });
const sums = { questions: 0, answers: 0, sentences: 0, recall: 0, citations: 0, precision: 0, exact: 0 };
try {
  await lydian.add(readParagraphs().map(({ uri, title, text }) => ({ uri, title, content: text })));
  for (const question of choose()) {
    sums.questions++;
    const answer = await lydian.ask(question);
    if (answer.status === "grounded") await measure(answer);
  }
} finally {
  await lydian.close();
  if (values.store === undefined) rmSync(store, { recursive: true, force: true });
}
const share = (part, whole) => (whole === 0 ? "-" : `${((100 * part) / whole).toFixed(1)} %`);
console.log(`verifier: ${verifier.id}, words alone; ${sums.questions} questions, ${sums.answers} answered`);
console.log(`citation recall     ${share(sums.recall, sums.sentences)} of ${sums.sentences} sentences`);
console.log(`citation precision  ${share(sums.precision, sums.citations)} of ${sums.citations} citations`);
console.log(`exact quotes        ${share(sums.exact, sums.citations)}`);
console.log(JSON.stringify(sums));

function choose() {
  const hash = ({ id }) => createHash("sha256").update(id).digest("hex");
  return readQuestions()
    .filter(({ split }) => split === "report")
    .map(({ id, question }) => ({ question, hash: hash({ id }) }))
    .sort((one, other) => (one.hash < other.hash ? -1 : 1))
    .slice(0, Number(values.limit))
    .map(({ question }) => question);
}

async function measure({ text, claims, citations }) {
  sums.answers++;
  for (const { span, citations: indexes } of claims) {
    const sentence = text.slice(span.start, span.end);
    const quotes = indexes.map((index) => citations[index].quote);
    const isRecalled = await supports(sentence, quotes);
    sums.sentences++;
    sums.recall += isRecalled ? 1 : 0;
    for (const [at, index] of indexes.entries()) {
      sums.citations++;
      sums.precision += isRecalled && (await isPrecise(sentence, quotes, at)) ? 1 : 0;
      sums.exact += (await isExact(citations[index])) ? 1 : 0;
    }
  }
}

/** Returns whether a sentence needs one of its quotes, or is supported by it alone. */
async function isPrecise(sentence, quotes, at) {
  const others = quotes.filter((_, other) => other !== at);
  return !(await supports(sentence, others)) || (await supports(sentence, [quotes[at]]));
}

async function supports(sentence, evidence) {
  return (await verifier.verify({ sentence, evidence }, signal)).verdict === "supported";
}

async function isExact({ documentId, span, quote }) {
  const document = await lydian.read(documentId);
  return document.text.slice(span.start, span.end) === quote;
}
