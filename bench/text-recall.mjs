// Measures how many words of the reference texts the loaders read.
//
//   npm run build && node bench/text-recall.mjs [--json]
//
// Files and references: $LYDIAN_DATA/documents/MANIFEST.jsonl (default ../shared/data). A Markdown or text file without
// a reference is its own reference. In a feed, only the words of its entries count.
// Recall counts words with their repeats: Σ min(read, reference) / Σ reference.
import { isUtf8 } from "node:buffer";
import { readFile } from "node:fs/promises";
import { join } from "node:path";
import { loadBytes } from "../dist/engine/formats/index.js";

// These have no references; only whether they are read at all is counted.
const MAIL_AND_ARCHIVES = ["zip", "eml", "msg", "mbox", "mhtml"];
const KINDS = ["md", "txt", "html", "pdf", "xlsx", "xls", "csv", "json", "xml", "ipynb", "docx", "pptx", "rtf", "epub"];
const GOAL = {
  md: 0.98,
  txt: 0.98,
  pdf: 0.98,
  xlsx: 0.98,
  csv: 0.98,
  json: 0.98,
  xml: 0.98,
  ipynb: 0.98,
  docx: 0.98,
  pptx: 0.98,
  rtf: 0.98,
  epub: 0.98,
};
const folder = join(process.env.LYDIAN_DATA ?? "../shared/data", "documents");
const manifest = (await readFile(join(folder, "MANIFEST.jsonl"), "utf8")).split("\n").filter(Boolean).map(JSON.parse);

function countWords(text) {
  const counts = new Map();
  for (const word of text
    .normalize("NFKC")
    .toLowerCase()
    .match(/[\p{L}\p{N}]+/gu) ?? []) {
    counts.set(word, (counts.get(word) ?? 0) + 1);
  }
  return counts;
}

function ownReference(kind, bytes) {
  const text = bytes.toString("utf8");
  if (kind === "xls") return "";
  if (kind === "csv") return isUtf8(bytes) ? text : new TextDecoder("shift_jis").decode(bytes);
  if (kind === "json") {
    return text
      .replace(/\\u([0-9a-f]{4})/gi, (_, code) => String.fromCharCode(Number.parseInt(code, 16)))
      .replace(/\\[nrt]/g, " ");
  }
  if (kind === "xml") return feedReference(text);
  if (kind === "ipynb") {
    const lines = ({ source = [], outputs = [] }) => [source, ...outputs.map(({ text: printed = [] }) => printed)];
    return JSON.parse(text).cells.flatMap(lines).flat().join("\n");
  }
  return text.replace(/^---\n[\s\S]*?\n---\n/, "");
}

function feedReference(xml) {
  const plain = (markup) => markup.replace(/<!\[CDATA\[|\]\]>/g, "").replace(/<[^>]*>/g, " ");
  const resolve = (text) =>
    text
      .replace(/&lt;/g, "<")
      .replace(/&gt;/g, ">")
      .replace(/&quot;/g, '"')
      .replace(/&amp;/g, "&");
  const entries = [...xml.matchAll(/<item>[\s\S]*?<\/item>/g)].flatMap(([item]) =>
    ["title", "link", "pubDate", "dc:creator", "category", "ns3:encoded"].flatMap((name) =>
      [...item.matchAll(new RegExp(`<${name}>([\\s\\S]*?)</${name}>`, "g"))].map(([, body]) =>
        plain(resolve(plain(body))),
      ),
    ),
  );
  return entries.join("\n").replace(/&#?\w+;/g, " ");
}

// Removes markup of the tools that made the references: LaTeX commands for equations, and ids of styles.
function dropMarkup(text, ext) {
  if (ext === "docx") return text.replace(/\\(?:frac|left|right|text|times|circ)\b/g, " ");
  return ext === "pptx" ? text.replace(/\{[0-9A-F-]{36}\}/g, " ") : text;
}

// A container has no text itself, but a member that can be read.
async function toOutcome(loaded) {
  if (/\S/.test(loaded.text)) return "read";
  for (const { name, bytes } of loaded.children ?? []) {
    if (bytes === undefined) continue;
    const member = await loadBytes({ bytes, uri: `file:///${name}` }, new AbortController().signal).catch(
      () => undefined,
    );
    if (member !== undefined && (/\S/.test(member.text) || member.children?.length > 0)) return "container";
  }
  return "empty";
}

/** Counts the words of the reference and those of them that were read, and lists the missing ones. */
function compareWords(text, reference) {
  const read = countWords(text);
  let words = 0;
  let found = 0;
  const missing = [];
  for (const [word, count] of countWords(reference)) {
    const readCount = read.get(word) ?? 0;
    words += count;
    found += Math.min(count, readCount);
    if (readCount < count) missing.push(`${word}:${count - readCount}`);
  }
  return { words, found, missing };
}

async function measure(entry) {
  const path = join(folder, entry.path);
  const bytes = await readFile(path);
  const started = performance.now();
  const loaded = await loadBytes({ bytes, uri: `file://${path}` }, new AbortController().signal).catch(
    (error) => error,
  );
  const milliseconds = Math.round(performance.now() - started);
  if (loaded instanceof Error)
    return { ...entry, outcome: loaded.code === "unsupported-media-type" ? "refused" : loaded.message, milliseconds };
  if (MAIL_AND_ARCHIVES.includes(entry.ext)) return { ...entry, outcome: await toOutcome(loaded), milliseconds };
  const reference = entry.reference_text
    ? dropMarkup(await readFile(join(folder, entry.reference_text), "utf8"), entry.ext)
    : ownReference(entry.ext, bytes);
  const { words, found, missing } = compareWords(loaded.text, reference);
  const outcome = /\S/.test(loaded.text) ? "read" : "empty";
  return {
    ...entry,
    outcome,
    words,
    found,
    recall: words === 0 ? 1 : found / words,
    missing,
    warnings: loaded.warnings.map(({ code }) => code),
    milliseconds,
  };
}

const rows = [];
for (const entry of manifest.filter(
  ({ ext, expect }) => [...KINDS, ...MAIL_AND_ARCHIVES].includes(ext) || expect === "refused",
))
  rows.push(await measure(entry));
const totals = KINDS.map((kind) => {
  const some = rows.filter(({ ext, words }) => ext === kind && words > 0);
  const words = some.reduce((sum, row) => sum + row.words, 0);
  const found = some.reduce((sum, row) => sum + row.found, 0);
  return {
    kind,
    files: some.length,
    words,
    recall: found / words,
    least: Math.min(...some.map(({ recall }) => recall)),
    goal: GOAL[kind],
  };
});
const unexpected = rows
  .filter(({ outcome, expect }) => outcome !== expect)
  .map(({ path, outcome, expect }) => ({ path, outcome, expect }));

if (process.argv.includes("--json")) {
  const files = rows.map(({ path, ext, outcome, expect, words, recall, milliseconds, warnings }) => ({
    path,
    ext,
    outcome,
    expect,
    words,
    recall,
    milliseconds,
    warnings,
  }));
  console.log(JSON.stringify({ totals, unexpected, files }, undefined, 2));
} else {
  for (const { path, outcome, words, recall, milliseconds, missing = [] } of rows) {
    const figures =
      recall === undefined ? "" : `${(100 * recall).toFixed(2).padStart(6)} % of ${String(words).padStart(6)}`;
    console.log(`${outcome.padEnd(8)} ${figures.padEnd(20)} ${String(milliseconds).padStart(6)} ms  ${path}`);
    if (process.argv.includes("--missing") && missing.length > 0)
      console.log(`         ${missing.slice(0, 40).join(" ")}`);
  }
  for (const { kind, files, words, recall, least, goal } of totals) {
    if (words === 0) {
      console.log(`${kind.padEnd(5)} no reference text to compare with`);
      continue;
    }
    console.log(
      `${kind.padEnd(5)} ${files} files, ${words} words: ${(100 * recall).toFixed(2)} % (least ${(100 * least).toFixed(2)} %${goal ? `, goal ${100 * goal} %` : ""})`,
    );
  }
  for (const { path, outcome, expect } of unexpected)
    console.log(`not as expected: ${path}: ${outcome} instead of ${expect}`);
}
process.exitCode =
  unexpected.length > 0 || totals.some(({ recall, goal }) => goal !== undefined && recall < goal) ? 1 : 0;
