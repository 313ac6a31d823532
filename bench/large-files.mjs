// Measures how much memory and time large files take: plain text, and CSV tables, each added to a new store, words
// only.
//
//   npm run build && node bench/large-files.mjs [--only text-10,csv-200000] [--command dist/cli/lydian.js] [--json]
//
//   --only A,B      these files alone; names are text-MEGABYTES and csv-ROWS
//   --command PATH  command line of another build, to compare with it
//   --json          JSON instead of a table; the same is written to bench/results/large-files.json
//
// "process MB" is the most memory of the command with all its threads, and "loader MB" that of the process that reads
// the file. "both MB" is the most of both at the same time. All are resident memory, read from /proc every 50 ms, so
// this works on Linux only. "cpu s" is the processor time of both. Limits of ingest are the defaults, except the time:
// a busy machine must not end the measurement.
import { spawn } from "node:child_process";
import { once } from "node:events";
import {
  closeSync,
  mkdirSync,
  mkdtempSync,
  openSync,
  readdirSync,
  readFileSync,
  rmSync,
  statSync,
  writeFileSync,
  writeSync,
} from "node:fs";
import { availableParallelism, cpus, loadavg, tmpdir } from "node:os";
import { join } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { fileURLToPath } from "node:url";
import { parseArgs } from "node:util";
import { createRandom } from "./generate.mjs";

const path = (relative) => fileURLToPath(new URL(relative, import.meta.url));
const { values: options } = parseArgs({
  options: {
    only: { type: "string", default: "text-10,text-50,text-100,csv-200000,csv-1000000" },
    command: { type: "string", default: path("../dist/cli/lydian.js") },
    json: { type: "boolean", default: false },
  },
});
const POLL_MS = 50;
const TICKS_PER_SECOND = 100;
const WORDS = (
  "the of and to in is that for it as was with be by on not but at are this have from or had an they which one you were " +
  "all there would their we been has when who will no more if out so up said what its about than into them can only " +
  "other time new some could these two may first then do any like my now over such our even most made after also did " +
  "many before must well back through years where much your way down should because long each just state those people"
).split(" ");
const CITIES = ["Berlin", "Paris", "Oslo", "Rome"];

/** Writes about so many megabytes of numbered paragraphs of 100 common words. */
function writeText(file, megabytes) {
  const random = createRandom(1);
  const draw = () => WORDS[Math.floor(random() * WORDS.length)];
  const descriptor = openSync(file, "w");
  for (let [written, number] = [0, 0]; written < megabytes * 1e6; number++) {
    const words = Array.from({ length: 100 }, draw).join(" ");
    written += writeSync(descriptor, `Paragraph ${number} ${words}.\n\n`);
  }
  closeSync(descriptor);
}

/** Writes a table of orders with five columns. */
function writeTable(file, rows) {
  const descriptor = openSync(file, "w");
  writeSync(descriptor, "order_id,customer,city,amount,date\n");
  let lines = "";
  for (let row = 0; row < rows; row++) {
    const amount = (100 + ((row * 7_919) % 99_899)) / 100;
    lines += `ORD-${row},Customer ${row % 97},${CITIES[row % 4]},${amount},2024-01-${String((row % 28) + 1).padStart(2, "0")}\n`;
    if (lines.length < 1e6 && row < rows - 1) continue;
    writeSync(descriptor, lines);
    lines = "";
  }
  closeSync(descriptor);
}

function readProc(pid, file) {
  try {
    return readFileSync(`/proc/${pid}/${file}`, "utf8");
  } catch {
    // The process has ended.
    return "";
  }
}

const megabytesOf = (pid, field) =>
  Number(new RegExp(`^${field}:\\s+(\\d+) kB$`, "m").exec(readProc(pid, "status"))?.[1] ?? 0) / 1_000;

function childrenOf(pid) {
  return readdirSync("/proc").filter(
    (name) => /^\d+$/.test(name) && readProc(name, "stat").split(") ")[1]?.split(" ")[1] === String(pid),
  );
}

function processorSeconds(pid) {
  const [, rest = ""] = readProc(pid, "stat").split(") ");
  const fields = rest.split(" ");
  return (Number(fields[11] ?? 0) + Number(fields[12] ?? 0)) / TICKS_PER_SECOND;
}

/** Adds a file with the command, and follows its memory and that of its child. */
async function add(file, store) {
  const args = [options.command, "add", file, "--store", store, "--no-embed", "--json"];
  const env = { ...process.env, LYDIAN_INGEST_TIMEOUT_SECONDS: "3600" };
  const child = spawn(process.execPath, args, { stdio: ["ignore", "pipe", "inherit"], env });
  const ended = once(child, "close");
  let output = "";
  child.stdout.on("data", (data) => {
    output += data;
  });
  let [processMegabytes, loaderMegabytes, bothMegabytes, own] = [0, 0, 0, 0];
  const loaders = new Map();
  while (child.exitCode === null && child.signalCode === null) {
    processMegabytes = Math.max(processMegabytes, megabytesOf(child.pid, "VmHWM"));
    own = Math.max(own, processorSeconds(child.pid));
    let both = megabytesOf(child.pid, "VmRSS");
    for (const pid of childrenOf(child.pid)) {
      loaderMegabytes = Math.max(loaderMegabytes, megabytesOf(pid, "VmHWM"));
      both += megabytesOf(pid, "VmRSS");
      loaders.set(pid, Math.max(loaders.get(pid) ?? 0, processorSeconds(pid)));
    }
    bothMegabytes = Math.max(bothMegabytes, both);
    await sleep(POLL_MS);
  }
  await ended;
  const { outcomes } = JSON.parse(output);
  const processor = own + [...loaders.values()].reduce((sum, seconds) => sum + seconds, 0);
  return { outcome: outcomes[0], processMegabytes, loaderMegabytes, bothMegabytes, processor };
}

const sizeOf = (folder) =>
  readdirSync(folder, { recursive: true }).reduce((sum, name) => sum + statSync(join(folder, name)).size, 0);

async function measure(name) {
  const folder = mkdtempSync(join(tmpdir(), "lydian-large-"));
  try {
    const [kind, amount] = name.split("-");
    const file = join(folder, kind === "csv" ? "orders.csv" : "text.txt");
    if (kind === "csv") writeTable(file, Number(amount));
    else writeText(file, Number(amount));
    const startedMs = performance.now();
    const { outcome, processMegabytes, loaderMegabytes, bothMegabytes, processor } = await add(
      file,
      join(folder, "store"),
    );
    return {
      what: name,
      MB: Math.round(statSync(file).size / 1e6),
      outcome: outcome?.code ?? outcome?.outcome,
      chunks: outcome?.receipt?.chunks,
      seconds: Math.round((performance.now() - startedMs) / 1_000),
      "cpu s": Math.round(processor),
      "process MB": Math.round(processMegabytes),
      "loader MB": Math.round(loaderMegabytes),
      "both MB": Math.round(bothMegabytes),
      "store MB": Math.round(sizeOf(join(folder, "store")) / 1e6),
      load: Number(loadavg()[0].toFixed(1)),
    };
  } finally {
    rmSync(folder, { recursive: true });
  }
}

const rows = [];
for (const name of options.only.split(",")) {
  rows.push(await measure(name));
  console.error(JSON.stringify(rows.at(-1)));
}
const report = { cores: availableParallelism(), processor: cpus()[0]?.model, node: process.version, rows };
mkdirSync(path("results"), { recursive: true });
writeFileSync(path("results/large-files.json"), `${JSON.stringify(report, null, 2)}\n`);
if (options.json) console.log(JSON.stringify(report, null, 2));
else {
  console.table(rows);
  console.log(`${report.cores} cores (${report.processor}), Node ${report.node}`);
}
