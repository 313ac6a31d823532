// Compares the megabytes per second of each format with other libraries that read the same formats.
//
//   npm run build && npm ci --prefix bench && node bench/loaders.mjs [--rounds 3] [--json]
//
// Files: $LYDIAN_DATA/documents (default ../shared/data), those that the manifest expects to be read. Each engine reads
// all files of a format in this process, `--rounds` times after one round that warms up, and the best round counts: the
// megabytes of the files, as they lie on the disk, by the seconds. Lydian gives text with the place of each span,
// tables, headings and metadata; officeparser plain text; mammoth HTML. MarkItDown is a Python program and is not run.
import { readFile } from "node:fs/promises";
import { join } from "node:path";
import { parseArgs } from "node:util";
import mammoth from "mammoth";
import officeparser from "officeparser";
import { loadBytes } from "../dist/engine/formats/index.js";

const { values: options } = parseArgs({
  options: { rounds: { type: "string", default: "3" }, json: { type: "boolean", default: false } },
});
const folder = join(process.env.LYDIAN_DATA ?? "../shared/data", "documents");
const manifest = (await readFile(join(folder, "MANIFEST.jsonl"), "utf8")).split("\n").filter(Boolean).map(JSON.parse);
const { signal } = new AbortController();

const OFFICE = ["docx", "pptx", "xlsx", "odt", "odp", "ods", "pdf"];
const ENGINES = [
  {
    name: "Lydian",
    reads: () => true,
    read: ({ bytes, path }) => loadBytes({ bytes, uri: `file:///${path}` }, signal),
  },
  {
    name: "officeparser 5.2.2",
    reads: (kind) => OFFICE.includes(kind),
    read: ({ bytes }) => officeparser.parseOfficeAsync(Buffer.from(bytes)),
  },
  {
    name: "mammoth 1.13.0",
    reads: (kind) => kind === "docx",
    read: ({ bytes }) => mammoth.convertToHtml({ buffer: Buffer.from(bytes) }),
  },
];

/** The files that the engine can read, and the fastest time for all of them, in milliseconds. */
async function measure(engine, files) {
  const readable = [];
  for (const file of files) {
    if (
      await engine.read(file).then(
        () => true,
        () => false,
      )
    )
      readable.push(file);
  }
  let bestMs = Number.POSITIVE_INFINITY;
  for (let round = 0; round < Number(options.rounds); round++) {
    const started = performance.now();
    for (const file of readable) await engine.read(file);
    bestMs = Math.min(bestMs, performance.now() - started);
  }
  const megabytes = readable.reduce((sum, { bytes }) => sum + bytes.length, 0) / 1e6;
  return { engine: engine.name, files: readable.length, megabytes, megabytesPerSecond: (megabytes / bestMs) * 1_000 };
}

const rows = [];
for (const kind of [...new Set(manifest.map(({ ext }) => ext))].sort()) {
  const files = [];
  for (const { path } of manifest.filter(({ ext, expect }) => ext === kind && expect === "read")) {
    files.push({ path, bytes: new Uint8Array(await readFile(join(folder, path))) });
  }
  if (files.length === 0) continue;
  for (const engine of ENGINES.filter(({ reads }) => reads(kind))) {
    rows.push({ kind, of: files.length, ...(await measure(engine, files)) });
  }
}

if (options.json) console.log(JSON.stringify(rows));
else {
  console.log("format  engine               files      MB    MB/s");
  for (const { kind, engine, files, of, megabytes, megabytesPerSecond } of rows) {
    const counted = `${files}/${of}`.padStart(7);
    const speed = megabytesPerSecond.toFixed(2).padStart(7);
    console.log(`${kind.padEnd(7)} ${engine.padEnd(18)} ${counted} ${megabytes.toFixed(2).padStart(7)} ${speed}`);
  }
}
