// Shows what the bytes of a store are for: each table and index of SQLite, the parts of the segments, free pages, the
// write-ahead log and state.db, and how the whole compares with the text that was read.
//
//   npm run build && node bench/store-size.mjs [--case text,csv,handbook,documents-text,documents] [--embed] [--json FILE]
//   node bench/store-size.mjs --store FOLDER [--json FILE]
//
//   --case   what to add, each to a new store (default: all):
//            text            20 MB of generated text in 40 files (`--megabytes` for another size)
//            csv             10 MB of generated CSV in one file
//            handbook        examples/handbook
//            documents-text  $LYDIAN_DATA/documents-text
//            documents       $LYDIAN_DATA/documents
//   --search also measures searches by words in each store: processor milliseconds of a search, median and 95th percentile
//            over 40 questions, each the fastest of five. "words" are eight words of a passage, "quoted" are two
//            neighbouring words of it in quotation marks
//   --embed  also computes the vectors; without it the stores hold words only. The handbook always gets vectors.
//   --store  examines this store instead of making any
//   --keep   folder in which the stores stay
//   --dist   another build to measure, such as one of an earlier commit; default ../dist
//
// "text" is the UTF-8 of the documents' extracted text. "of the text" leaves out the original files, which a setting
// can leave out of the store. Processor times are those of adding, with all threads, without the process that loads
// files.
import { existsSync, mkdirSync, mkdtempSync, readdirSync, rmSync, statSync, writeFileSync } from "node:fs";
import { loadavg, tmpdir } from "node:os";
import { join, resolve } from "node:path";
import { pathToFileURL } from "node:url";
import { parseArgs } from "node:util";
import Database from "better-sqlite3";
import { createRandom } from "./generate.mjs";
import { createNaturalText, createSpelling } from "./search/natural-text.mjs";

const { values: options } = parseArgs({
  options: {
    case: { type: "string", default: "text,csv,handbook,documents-text,documents" },
    megabytes: { type: "string", default: "20" },
    embed: { type: "boolean", default: false },
    search: { type: "boolean", default: false },
    store: { type: "string" },
    keep: { type: "string" },
    dist: { type: "string" },
    json: { type: "string" },
  },
});
const root = new URL("..", import.meta.url).pathname;
const dist = resolve(options.dist ?? join(root, "dist"));
const data = process.env.LYDIAN_DATA ?? join(root, "../shared/data");
const load = (path) => import(pathToFileURL(join(dist, path)).href);
const { openLydian } = await load("index.js");
const { openSqliteStore } = await load("adapters/sqlite/index.js");

const SEED = 20_261_130;
const MEGABYTE = 1_000_000;
const FILES = 40;
const PARAGRAPHS_A_SECTION = 8;
const QUESTIONS = 40;
const ROUNDS = 5;
const everything = { kind: "everything" };
const never = new AbortController().signal;

/** Writes files of Markdown with a heading for every eight paragraphs. */
function writeText(folder, bytes) {
  const next = createNaturalText(createRandom(SEED));
  const spell = createSpelling();
  for (let file = 0; file < FILES; file++) {
    const parts = [`# Report ${file + 1}`];
    for (let size = 0, paragraph = 0; size < bytes / FILES; paragraph++) {
      if (paragraph % PARAGRAPHS_A_SECTION === 0) parts.push(`## Section ${paragraph / PARAGRAPHS_A_SECTION + 1}`);
      const text = spell(next());
      parts.push(text);
      size += text.length + 2;
    }
    writeFileSync(join(folder, `report-${String(file + 1).padStart(3, "0")}.md`), `${parts.join("\n\n")}\n`);
  }
}

/** Writes one table: numbers, names, dates and amounts, as an order book has them. */
function writeCsv(folder, bytes) {
  const random = createRandom(SEED);
  const spell = createSpelling();
  const word = (ranks) => spell([100 + Math.floor(random() ** 2 * ranks)]);
  const digits = (count) => String(Math.floor(random() * 10 ** count)).padStart(count, "0");
  const lines = ["Order,Date,Customer,City,Article,Quantity,Price,Remark"];
  for (let size = 0; size < bytes; size += lines.at(-1).length + 1) {
    const date = new Date(Date.UTC(2020, 0, 1 + Math.floor(random() * 2000))).toISOString().slice(0, 10);
    const remark = random() < 0.3 ? `${word(500)} ${word(500)}` : "";
    const price = (random() * 1000).toFixed(2);
    const order = `A-${digits(7)}`;
    const quantity = 1 + Math.floor(random() * 50);
    lines.push([order, date, word(5000), word(300), word(2000), quantity, price, remark].join(","));
  }
  writeFileSync(join(folder, "orders.csv"), `${lines.join("\n")}\n`);
}

const cases = {
  text: { make: (folder) => writeText(folder, Number(options.megabytes) * MEGABYTE) },
  csv: { make: (folder) => writeCsv(folder, 10 * MEGABYTE) },
  handbook: { path: join(root, "examples/handbook"), embed: true },
  "documents-text": { path: join(data, "documents-text") },
  documents: { path: join(data, "documents") },
};

/**
 * Draws questions from the texts of a store: the same ones for every build, since texts do not depend on the format.
 */
async function drawQuestions(directory) {
  const random = createRandom(SEED);
  const store = await openSqliteStore({ directory, waitMs: 1000, mode: "read" });
  const summaries = await store.listDocuments({ collection: "default", scope: everything }, never);
  const questions = [];
  while (questions.length < QUESTIONS) {
    const { id } = summaries[Math.floor(random() * summaries.length)];
    const { text } = await store.readDocument({ collection: "default", scope: everything, document: id }, never);
    const start = Math.floor(random() * text.length);
    const words = text.slice(start, start + 400).match(/\p{L}{2,}/gu) ?? [];
    if (words.length < 12) continue;
    questions.push({ words: words.slice(1, 9).join(" "), quoted: `"${words[3]} ${words[4]}" ${words[6]}` });
  }
  await store.close();
  return questions;
}

/** Returns the processor times of searches without any model, in milliseconds. */
async function timeSearches(store) {
  const questions = await drawQuestions(store);
  const lydian = await openLydian({ store });
  const times = { words: questions.map(() => Infinity), quoted: questions.map(() => Infinity) };
  for (let round = 0; round < ROUNDS; round++)
    for (const [index, question] of questions.entries())
      for (const kind of ["words", "quoted"]) {
        const before = process.cpuUsage();
        await lydian.search(question[kind], { mode: "lexical", rerank: false });
        const { user, system } = process.cpuUsage(before);
        times[kind][index] = Math.min(times[kind][index], (user + system) / 1000);
      }
  await lydian.close();
  const at = (values, share) => values.toSorted((a, b) => a - b)[Math.floor(values.length * share)];
  return Object.fromEntries(
    Object.entries(times).map(([kind, values]) => [kind, { median: at(values, 0.5), p95: at(values, 0.95) }]),
  );
}

async function build(name, folder) {
  const { make, path, embed = options.embed } = cases[name] ?? {};
  if (make === undefined && path === undefined) throw new Error(`There is no case "${name}".`);
  if (path !== undefined && !existsSync(path)) throw new Error(`${path} is missing: set LYDIAN_DATA.`);
  const input = path ?? join(folder, "input");
  if (make !== undefined && !existsSync(input)) {
    mkdirSync(input, { recursive: true });
    make(input);
  }
  const store = join(folder, "store");
  // A busy machine may take longer than the default to cut a large table.
  const lydian = await openLydian({ store, settings: { ingest: { timeoutSeconds: 600 } } });
  const [before, started] = [process.cpuUsage(), performance.now()];
  const { outcomes } = await lydian.add(input, { embed });
  const wallMs = Math.round(performance.now() - started);
  const { user, system } = process.cpuUsage(before);
  await lydian.close();
  // Some files of documents/ are refused on purpose, such as encrypted ones.
  const failed = outcomes.filter(({ outcome }) => outcome === "failed");
  if (make !== undefined && failed.length > 0) throw new Error(failed[0].message);
  return { store, adding: { embed, wallMs, cpuMs: Math.round((user + system) / 1000), load: loadavg()[0] } };
}

const sizeOf = (path) => statSync(path, { throwIfNoEntry: false })?.size ?? 0;

/** Measures a store that no process has open. */
async function measure(store) {
  const database = new Database(join(store, "store.db"), { readonly: true });
  const tables = database
    .prepare(
      `SELECT name, SUM(pgsize) AS bytes, SUM(payload) AS payload, SUM(unused) AS unused
       FROM dbstat GROUP BY name ORDER BY bytes DESC, name`,
    )
    .all();
  const segments = database
    .prepare("SELECT part, COUNT(*) AS parts, SUM(size_bytes) AS bytes FROM segment_parts GROUP BY part")
    .all();
  const number = (pragma) => database.pragma(pragma, { simple: true });
  const freeBytes = number("freelist_count") * number("page_size");
  const pageBytes = number("page_size");
  database.close();

  const originalBytes = tables
    .filter(({ name }) => /originals|original_blocks/.test(name))
    .reduce((sum, { bytes }) => sum + bytes, 0);
  const files = Object.fromEntries(readdirSync(store).map((name) => [name, sizeOf(join(store, name))]));
  const totalBytes = Object.values(files).reduce((sum, bytes) => sum + bytes, 0);
  const text = await measureText(store);
  const ratio = (totalBytes - originalBytes) / text.textBytes;
  const searches = options.search ? await timeSearches(store) : undefined;
  return { ...text, searches, totalBytes, originalBytes, ratio, pageBytes, freeBytes, files, tables, segments };
}

async function measureText(directory) {
  const store = await openSqliteStore({ directory, waitMs: 1000, mode: "read" });
  const { documents, chunks } = await store.statistics(never);
  let textBytes = 0;
  for (const { name: collection } of await store.collections(never))
    for (const { id } of await store.listDocuments({ collection, scope: everything }, never)) {
      const document = await store.readDocument({ collection, scope: everything, document: id }, never);
      textBytes += Buffer.byteLength(document?.text ?? "");
    }
  await store.close();
  return { documents, chunks, textBytes };
}

const kilobytes = (bytes) => (bytes / 1000).toFixed(0).padStart(9);

function print(name, result) {
  const { documents, chunks, textBytes, totalBytes, originalBytes, ratio, tables, segments, files, freeBytes } = result;
  const share = (bytes) => `${(bytes / textBytes).toFixed(2).padStart(6)} ×`;
  console.log(`\n${name}: ${documents} documents, ${chunks} chunks${result.adding?.embed ? ", with vectors" : ""}`);
  if (result.adding !== undefined)
    console.log(
      `added in ${result.adding.wallMs} ms, processor ${result.adding.cpuMs} ms, load ${result.adding.load.toFixed(1)}`,
    );
  console.log("                                            kB  of the text    payload  unused, kB");
  const line = (label, bytes, rest = "") =>
    console.log(`${label.padEnd(37)}${kilobytes(bytes)}  ${share(bytes).padStart(11)}${rest}`);
  line("text", textBytes);
  line("store", totalBytes);
  line("store without original files", totalBytes - originalBytes);
  for (const table of tables)
    line(`  ${table.name}`, table.bytes, `  ${kilobytes(table.payload)}   ${kilobytes(table.unused)}`);
  line("  free pages", freeBytes);
  for (const { part, parts, bytes } of segments) line(`  in segments: ${part} (${parts})`, bytes);
  for (const [file, bytes] of Object.entries(files)) line(`  file ${file}`, bytes);
  for (const [kind, { median, p95 }] of Object.entries(result.searches ?? {}))
    console.log(`search, ${kind}: processor ${median.toFixed(2)} ms, 95th percentile ${p95.toFixed(2)} ms`);
  console.log(`${ratio.toFixed(2)} times the text`);
}

const folder = options.keep ?? mkdtempSync(join(tmpdir(), "lydian-store-size-"));
const results = {};
try {
  if (options.store !== undefined) results[options.store] = await measure(resolve(options.store));
  else
    for (const name of options.case.split(",")) {
      const { store, adding } = await build(name, join(folder, name));
      results[name] = { adding, ...(await measure(store)) };
    }
  for (const [name, result] of Object.entries(results)) print(name, result);
  if (options.json !== undefined) writeFileSync(options.json, `${JSON.stringify(results, undefined, 2)}\n`);
} finally {
  if (options.keep === undefined) rmSync(folder, { recursive: true, force: true });
}
