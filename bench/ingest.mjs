// Measures adding documents: how soon the first words are found, how fast files and short documents are added, and how
// much of the time of embedding is spent within ONNX Runtime.
//
//   npm run build && node --import ./bench/time-runs.mjs bench/ingest.mjs [--pages 1000] [--documents 5000] [--embed 512]
//
// Three measurements, each with a new store in a temporary folder:
// - a folder of about `--pages` pages (Markdown, text and PDF drawn by pdfkit, a third of the pages each), words only,
//   while a second reader of the store asks for a word of the first file until it is found;
// - `--documents` documents of about 200 words that the caller holds, words only;
// - vectors for `--embed` chunks. "In ONNX Runtime" is the time between the beginning and the end of `session.run`,
//   taken in the session's threads, divided by sessions × the time that `embed` took: the rest up to 1 was spent on
//   reading, counting, caching, attaching, or waiting for one of these.
// CPU times are those of this process with its threads, without the child that loads files. "load" is the mean number
// of processes that wanted a core meanwhile: above the number of cores, wall times say little.
import { mkdirSync, mkdtempSync, rmSync, statSync, writeFileSync } from "node:fs";
import { availableParallelism, cpus, loadavg, tmpdir } from "node:os";
import { join } from "node:path";
import { finished } from "node:stream/promises";
import { fileURLToPath } from "node:url";
import { parseArgs } from "node:util";
import { BroadcastChannel } from "node:worker_threads";
import PDFDocument from "pdfkit";
import { openLydian } from "../dist/index.js";
import { createRandom, generateTexts } from "./generate.mjs";
import { profileModules } from "./profile-modules.mjs";
import { RUNS_CHANNEL } from "./time-runs.mjs";

const { values: options } = parseArgs({
  options: {
    pages: { type: "string", default: "1000" },
    documents: { type: "string", default: "5000" },
    embed: { type: "string", default: "512" },
  },
});
const path = (relative) => fileURLToPath(new URL(relative, import.meta.url));
const PARAGRAPHS_A_PAGE = 4;
const PAGES_A_FILE = 8;
/** Number of sessions that the embedder chooses by default. */
const SESSIONS = Math.min(4, availableParallelism());
const seconds = (milliseconds) => Number((milliseconds / 1000).toFixed(2));

const random = createRandom(1);
const pages = Number(options.pages);
const { texts } = generateTexts(random, pages * PARAGRAPHS_A_PAGE);
const folder = mkdtempSync(join(tmpdir(), "lydian-ingest-"));

function markdownOf(number, chapters) {
  return `# Report ${number}\n\n${chapters.map((paragraphs, index) => `## Chapter ${index + 1}\n\n${paragraphs.join("\n\n")}`).join("\n\n")}\n`;
}

async function drawPdf(number, chapters) {
  const document = new PDFDocument({ size: "A4", margin: 64, info: { CreationDate: new Date(0) } });
  const parts = [];
  document.on("data", (part) => parts.push(part));
  for (const [index, paragraphs] of chapters.entries()) {
    if (index > 0) document.addPage();
    document
      .fontSize(14)
      .text(`Report ${number}, page ${index + 1}`)
      .fontSize(9);
    for (const paragraph of paragraphs) document.moveDown().text(paragraph);
  }
  document.end();
  await finished(document);
  return Buffer.concat(parts);
}

/** Writes files of eight pages, a third of each kind, and returns their number and bytes. */
async function makeFolder(directory) {
  mkdirSync(directory);
  let files = 0;
  let bytes = 0;
  for (let page = 0; page < pages; page += PAGES_A_FILE) {
    const chapters = Array.from({ length: Math.min(PAGES_A_FILE, pages - page) }, (_, index) =>
      texts.slice((page + index) * PARAGRAPHS_A_PAGE, (page + index + 1) * PARAGRAPHS_A_PAGE),
    );
    const name = join(directory, `report-${String(files).padStart(4, "0")}`);
    const kinds = [
      [`${name}.md`, () => markdownOf(files, chapters)],
      [`${name}.txt`, () => `${chapters.map((paragraphs) => paragraphs.join("\n\n")).join("\n\n")}\n`],
      [`${name}.pdf`, () => drawPdf(files, chapters)],
    ];
    const [file, make] = kinds[files % kinds.length];
    writeFileSync(file, await make());
    bytes += statSync(file).size;
    files++;
  }
  return { files, bytes };
}

/** Does the work, and returns its result with the wall time and the CPU time of this process and its threads. */
async function measure(work) {
  const cpu = process.cpuUsage();
  const started = performance.now();
  const value = await work();
  const wallMs = performance.now() - started;
  const { user, system } = process.cpuUsage(cpu);
  return { value, wallMs, cpuMs: (user + system) / 1000, load: Number(loadavg()[0].toFixed(1)) };
}

async function measureFolder() {
  const { files, bytes } = await makeFolder(join(folder, "pages"));
  const store = join(folder, "pages-store");
  const writing = await openLydian({ store });
  const reading = await openLydian({ store });
  const word = texts[0].split(" ").toSorted((a, b) => b.length - a.length)[0];
  const started = performance.now();
  let hasEnded = false;
  const firstFound = (async () => {
    while (!hasEnded) {
      const found = await reading.search(word, { mode: "lexical", limit: 1 }).catch(() => undefined);
      if (found?.hits.length === 1) return performance.now() - started;
      await new Promise((resolve) => setTimeout(resolve, 20));
    }
    return Number.NaN;
  })();
  const { value, ...times } = await measure(() => writing.add(join(folder, "pages"), { embed: false }));
  hasEnded = true;
  const firstFoundMs = await firstFound;
  await reading.close();
  await writing.close();
  const failed = value.outcomes.filter(({ outcome }) => outcome === "failed").length;
  if (failed > 0) throw new Error(`${failed} files failed`);
  return {
    what: `folder of ${pages} pages, words only`,
    seconds: seconds(times.wallMs),
    cpuSeconds: seconds(times.cpuMs),
    firstFoundAfterSeconds: seconds(firstFoundMs),
    documentsPerSecond: Math.round((files * 1000) / times.wallMs),
    chunksPerSecond: Math.round((value.chunksWithoutVectors * 1000) / times.wallMs),
    megabytesPerSecond: Number((bytes / 1000 / times.wallMs).toFixed(2)),
    load: times.load,
  };
}

async function measureDocuments() {
  const lydian = await openLydian({ store: join(folder, "documents-store") });
  const short = generateTexts(createRandom(2), Number(options.documents)).texts;
  const inputs = short.map((text, index) => ({ uri: `bench:${index}`, content: `Note ${index}\n\n${text}\n` }));
  const { value, ...times } = await measure(() => lydian.add(inputs, { embed: false }));
  await lydian.close();
  return {
    what: `${inputs.length} short documents in memory, words only`,
    seconds: seconds(times.wallMs),
    cpuSeconds: seconds(times.cpuMs),
    documentsPerSecond: Math.round((inputs.length * 1000) / times.wallMs),
    chunksPerSecond: Math.round((value.chunksWithoutVectors * 1000) / times.wallMs),
    megabytesPerSecond: Number((short.join("").length / 1000 / times.wallMs).toFixed(2)),
    load: times.load,
  };
}

async function measureEmbedding() {
  const channel = new BroadcastChannel(RUNS_CHANNEL);
  let withinMs = 0;
  channel.onmessage = ({ data }) => {
    withinMs += data;
  };
  const lydian = await openLydian({ store: join(folder, "embed-store") });
  const inputs = texts
    .slice(0, Number(options.embed))
    .map((content, index) => ({ uri: `bench:${index}`, content: `${content}\n` }));
  // The first texts load the weights into all sessions.
  await lydian.add(inputs.slice(0, 8));
  await lydian.add(inputs, { embed: false });
  withinMs = 0;
  const { value: profiled, ...times } = await measure(() => profileModules(() => lydian.embed()));
  await lydian.close();
  channel.close();
  const { embedded } = profiled.value;
  const row = {
    what: `vectors of ${embedded} chunks`,
    seconds: seconds(times.wallMs),
    cpuSeconds: seconds(times.cpuMs),
    chunksPerSecond: Number(((embedded * 1000) / times.wallMs).toFixed(1)),
    shareInOnnxRuntime: Number((withinMs / (SESSIONS * times.wallMs)).toFixed(3)),
    load: times.load,
  };
  return { row, mainThreadMs: profiled.milliseconds };
}

const rows = [await measureFolder(), await measureDocuments()];
const { row, mainThreadMs } = await measureEmbedding();
rows.push(row);
rmSync(folder, { recursive: true });

const report = {
  cores: availableParallelism(),
  processor: cpus()[0]?.model,
  node: process.version,
  rows,
  mainThreadMs,
};
console.table(rows);
console.log("Main thread while vectors were computed, ms by module:", mainThreadMs);
console.log(`${report.cores} cores (${report.processor}), Node ${report.node}`);
mkdirSync(path("results"), { recursive: true });
writeFileSync(path("results/ingest.json"), `${JSON.stringify(report, null, 2)}\n`);
