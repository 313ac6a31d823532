// Measures the map in a browser: the time to draw it first, again from the browser's cache, and with more passages.
//
//   npm run build && node bench/map.mjs --store FOLDER [--collection NAME] [--runs 3] [--json]
//
// The store must hold documents embedded by the bundled model. All times are medians in milliseconds; each run has a
// new browser profile. "call" is the server's time for the passages and vectors, and "unchanged" the same call with the
// last ETag. "drawn" is the time from opening the view until the map is complete, "kept" the same on opening it again.
// "load" is the number of processes that want a core; above the number of cores the times say little.
import { spawn } from "node:child_process";
import { once } from "node:events";
import { loadavg } from "node:os";
import { createInterface } from "node:readline";
import { fileURLToPath } from "node:url";
import { parseArgs } from "node:util";
import { chromium } from "playwright-core";

const { values: options } = parseArgs({
  options: {
    store: { type: "string" },
    collection: { type: "string", default: "default" },
    runs: { type: "string", default: "3" },
    json: { type: "boolean", default: false },
  },
});
if (options.store === undefined) throw new Error("Name a store: --store FOLDER.");
const cli = fileURLToPath(new URL("../dist/cli/lydian.js", import.meta.url));
const server = spawn(process.execPath, [cli, "serve", "--port", "0", "--json", "--store", options.store], {
  stdio: ["ignore", "pipe", "ignore"],
});
const [line] = await once(createInterface({ input: server.stdout }), "line");
const { url } = JSON.parse(line);
const executablePath = process.env.LYDIAN_CHROMIUM ?? "/usr/bin/chromium";

const middle = (values) => Math.round([...values].sort((a, b) => a - b)[Math.floor(values.length / 2)]);

async function time(work) {
  const start = performance.now();
  await work();
  return performance.now() - start;
}

async function timeCalls(limit) {
  const address = `${url}/api/v1/collections/${options.collection}/map?limit=${limit}`;
  const first = await fetch(address);
  const tag = first.headers.get("etag");
  const bytes = (await first.arrayBuffer()).byteLength;
  const call = await time(async () => (await fetch(address)).arrayBuffer());
  const unchanged = await time(async () => (await fetch(address, { headers: { "if-none-match": tag } })).arrayBuffer());
  return { megabytes: Math.round(bytes / 1e5) / 10, call, unchanged };
}

async function timeView(limit) {
  const browser = await chromium.launch({ executablePath, args: ["--no-sandbox"] });
  const page = await browser.newPage({ viewport: { width: 1440, height: 900 } });
  await page.addInitScript((name) => localStorage.setItem("lydian.collection", name), options.collection);
  const isDrawn = () => page.locator("canvas[data-drawn]").waitFor({ timeout: 600_000 });
  const open = () =>
    time(async () => {
      await page.goto(`${url}/map`);
      await isDrawn();
    });
  let drawn = await open();
  let kept = await open();
  if (limit === 5_000) {
    const widen = page.getByRole("button", { name: "Show 5,000" });
    drawn = await time(async () => {
      await widen.click();
      await widen.waitFor({ state: "detached" });
      await isDrawn();
    });
    await page.goto(`${url}/map`);
    await isDrawn();
    kept = await time(async () => {
      await widen.click();
      await widen.waitFor({ state: "detached" });
      await isDrawn();
    });
  }
  await browser.close();
  return { drawn, kept };
}

const results = [];
for (const limit of [2_000, 5_000]) {
  const { megabytes, ...calls } = await timeCalls(limit);
  const views = [];
  for (let run = 0; run < Number(options.runs); run++) views.push(await timeView(limit));
  results.push({
    passages: limit,
    megabytes,
    callMs: Math.round(calls.call),
    unchangedMs: Math.round(calls.unchanged),
    drawnMs: middle(views.map(({ drawn }) => drawn)),
    keptMs: middle(views.map(({ kept }) => kept)),
    load: Math.round(loadavg()[0] * 10) / 10,
  });
}
if (options.json) console.log(JSON.stringify(results, null, 2));
else console.table(results);
server.kill("SIGINT");
