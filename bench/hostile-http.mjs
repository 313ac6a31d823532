// Hostile callers, each beside calls of others: how long these wait, and how much memory the server takes.
//
//   npm run build && node bench/hostile-http.mjs [--seconds 10] [--only NAME,NAME] [--server dist/cli/lydian.js] [--json]
//
//   --seconds N    duration of each attack (default 10)
//   --only A,B     these attacks alone
//   --server PATH  command line of another build, to compare with it
//   --json         JSON instead of a table; the same is written to bench/results/hostile-http.json
//
// Every call has a key, and the limits of keys are off, so that nothing but the server itself stops an attack.
// Meanwhile one client calls /healthz, with a new connection for each call, and another searches by words over one
// connection, each without a pause. "health" and "search" columns are what these clients waited in milliseconds; "loop"
// columns are the server's own delay of its event loop, from /metrics. "peak MB" is the largest resident memory of the
// server's process since its start. "replies" counts the attack's calls by status; 0 is a call that was ended without
// one. The client, the attack and the server share the cores.
import { once, setMaxListeners } from "node:events";
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { Agent, request } from "node:http";
import { connect } from "node:net";
import { availableParallelism, cpus, loadavg, tmpdir } from "node:os";
import { join } from "node:path";
import { Readable } from "node:stream";
import { setTimeout as sleep } from "node:timers/promises";
import { fileURLToPath } from "node:url";
import { parseArgs } from "node:util";
import { openLydianServer } from "../dist/index.js";
import { startServer, withoutQuotas } from "./start-server.mjs";

const path = (relative) => fileURLToPath(new URL(relative, import.meta.url));
const { values: options } = parseArgs({
  options: {
    seconds: { type: "string", default: "10" },
    only: { type: "string" },
    server: { type: "string", default: path("../dist/cli/lydian.js") },
    json: { type: "boolean", default: false },
  },
});
const MEGABYTE = 1 << 20;
const ORIGINAL_BYTES = 19 * MEGABYTE;
const collection = "/api/v1/collections/default";
const jsonType = { "content-type": "application/json" };

/**
 * Attacks by their names. Each one runs until the signal is aborted. `post` sends a body and counts the status; `open`
 * opens a connection and sends the text, and `count` counts its outcome.
 */
const attacks = {
  nothing: ({ signal }) => once(signal, "abort"),
  "deep JSON, 1 MB": ({ post, repeat }) => {
    const body = Buffer.from(`{"input":${"[".repeat(MEGABYTE / 2 - 10)}${"]".repeat(MEGABYTE / 2 - 10)}}`);
    return repeat(8, () => post("/v1/embeddings", body));
  },
  "8 MB of brackets": ({ post, repeat }) => {
    const body = Buffer.alloc(8 * MEGABYTE, "[");
    return repeat(8, () => post("/mcp", body));
  },
  "bodies of 300 MB": ({ post, repeat }) => {
    const piece = Buffer.alloc(MEGABYTE, " ");
    return repeat(8, () => post("/v1/embeddings", Array(300).fill(piece)));
  },
  "wrong secrets": ({ post, repeat, keyId }) => {
    const secret = () => Math.random().toString(36).slice(2).padEnd(43, "A");
    return repeat(32, () =>
      post("/v1/embeddings", Buffer.from("{}"), { authorization: `Bearer lyd_${keyId}_${secret()}` }),
    );
  },
  "200 creeping uploads": ({ open, signal, token }) => {
    const part = '--b\r\nContent-Disposition: form-data; name="file"; filename="a.txt"\r\n\r\n';
    const head = [
      `POST ${collection}/documents HTTP/1.1`,
      "Host: 127.0.0.1",
      `Authorization: Bearer ${token}`,
      "Content-Type: multipart/form-data; boundary=b",
      "Content-Length: 1000000000",
      "",
      part,
    ].join("\r\n");
    const creep = async () => {
      const socket = open(head);
      while (!signal.aborted && !socket.destroyed) {
        socket.write("x");
        await sleep(100);
      }
    };
    return Promise.all(Array.from({ length: 200 }, creep));
  },
  "200 slow readers": ({ open, signal, token, documentId }) => {
    const head = [
      `GET ${collection}/documents/${documentId}/original HTTP/1.1`,
      "Host: 127.0.0.1",
      `Authorization: Bearer ${token}`,
      "",
      "",
    ].join("\r\n");
    const read = async () => {
      const socket = open(head);
      socket.pause();
      while (!signal.aborted && !socket.destroyed) {
        socket.read(1);
        await sleep(100);
      }
    };
    return Promise.all(Array.from({ length: 200 }, read));
  },
  "MCP batches of 100": ({ post, repeat }) => {
    const params = { name: "ask", arguments: { question: "What does the door seal cost?" } };
    const batch = Array.from({ length: 100 }, (_, id) => ({ jsonrpc: "2.0", id, method: "tools/call", params }));
    const accept = { accept: "application/json, text/event-stream" };
    return repeat(8, () => post("/mcp", Buffer.from(JSON.stringify(batch)), accept));
  },
  "300 questions at once": ({ post, repeat }) =>
    repeat(300, () => post(`${collection}/ask`, Buffer.from('{"question":"What does the door seal cost?"}'))),
};

/** Makes a store with a document that has a large original, and two keys. */
async function makeStore(store) {
  const server = await openLydianServer({ store });
  const comment = "x".repeat(ORIGINAL_BYTES);
  const content = `<html><body><p>The door seal costs 240 euros.</p><!-- ${comment} --></body></html>`;
  await server.lydian.add([{ uri: "memo:seal.html", content }]);
  const [{ id: documentId }] = await server.lydian.list();
  const attacker = await server.addKey({ name: "attacker", permission: "write" });
  const other = await server.addKey({ name: "other" });
  await server.close();
  return { documentId, token: attacker.token, keyId: attacker.key.id, other: other.token };
}

/** Returns what an attack needs to call the server. */
function attackerOf({ url, token, ...known }, signal) {
  const replies = new Map();
  const count = (status) => replies.set(status, (replies.get(status) ?? 0) + 1);
  const { hostname, port } = new URL(url);

  /** Sends a body, or pieces of one, until the server replies or ends the call. */
  const post = (address, body, headers = {}) =>
    new Promise((resolve) => {
      const pieces = Array.isArray(body) ? body : [body];
      const length = pieces.reduce((sum, piece) => sum + piece.length, 0);
      const call = request(`${url}${address}`, {
        method: "POST",
        signal,
        headers: { ...jsonType, authorization: `Bearer ${token}`, "content-length": length, ...headers },
      });
      let status = 0;
      call.on("response", (response) => {
        status = response.statusCode;
        response.resume();
        // The rest of a body that the server does not want is not sent.
        response.on("end", () => call.writableFinished || call.destroy());
      });
      call.on("error", () => undefined);
      call.on("close", () => {
        if (!signal.aborted) count(status);
        resolve();
      });
      Readable.from(pieces).pipe(call);
    });
  const open = (text) => {
    const socket = connect({ host: hostname, port: Number(port) });
    socket.on("error", () => undefined);
    socket.once("readable", () => count(String(socket.read(12) ?? "").slice(9) || "0"));
    socket.write(text);
    signal.addEventListener("abort", () => socket.destroy(), { once: true });
    return socket;
  };
  /** Makes calls in so many lanes, each one after the other. */
  const repeat = (lanes, call) =>
    Promise.all(
      Array.from({ length: lanes }, async () => {
        while (!signal.aborted) await call();
      }),
    );
  return { post, open, repeat, signal, token, ...known, replies };
}

/**
 * Calls without a pause until it is stopped, and returns how long each call waited, and the statuses of failed ones.
 */
function callAlways(call) {
  const waitsMs = [];
  const failures = new Map();
  let isStopped = false;
  const ended = (async () => {
    while (!isStopped) {
      const startedMs = performance.now();
      const status = await call();
      waitsMs.push(performance.now() - startedMs);
      if (status !== 200) failures.set(status, (failures.get(status) ?? 0) + 1);
    }
  })();
  return async () => {
    isStopped = true;
    await ended;
    return { waitsMs: waitsMs.sort((left, right) => left - right), failures };
  };
}

async function readLoop(url, headers) {
  const text = await (await fetch(`${url}/metrics`, { headers })).text();
  const read = (quantile) =>
    Number(new RegExp(`^lydian_event_loop_delay_seconds\\{quantile="${quantile}"\\} (\\S+)`, "m").exec(text)?.[1]);
  const inMs = (quantile) => Math.round(read(quantile) * 10_000) / 10;
  return { "loop p50": inMs("0.5"), "loop p99": inMs("0.99"), "loop p99.9": inMs("0.999"), "loop max": inMs("1") };
}

/** Makes a call, and returns its status once the whole reply has arrived; 0 if there was none. */
function statusOf(address, { body, ...settings }) {
  return new Promise((resolve) => {
    const call = request(address, settings, (response) => {
      response.resume();
      response.on("close", () => resolve(response.statusCode));
    });
    call.on("error", () => resolve(0));
    call.end(body);
  });
}

/** Returns the largest resident memory of a process so far, in megabytes; Linux only. */
function readPeakMegabytes(pid) {
  const kilobytes = /^VmHWM:\s+(\d+) kB$/m.exec(readFileSync(`/proc/${pid}/status`, "utf8"))?.[1];
  return Math.round(Number(kilobytes) / 1024);
}

const at = (sorted, share) => Math.round(sorted[Math.min(sorted.length - 1, Math.floor(share * sorted.length))] ?? 0);
const quantiles = (name, { waitsMs }) => ({
  [`${name} p50`]: at(waitsMs, 0.5),
  [`${name} p99`]: at(waitsMs, 0.99),
  [`${name} max`]: at(waitsMs, 1),
});
const write = (counts) => [...counts].map(([status, count]) => `${status} × ${count}`).join(", ");

async function measure(what, { store, other, ...known }) {
  const { url, child } = await startServer(store, {
    program: options.server,
    environment: { ...withoutQuotas, LYDIAN_SERVER_REQUIRE_KEY: "true" },
  });
  const headers = { authorization: `Bearer ${other}` };
  try {
    const agent = new Agent({ keepAlive: true, maxSockets: 1 });
    const search = () =>
      statusOf(`${url}${collection}/search`, {
        method: "POST",
        agent,
        headers: { ...headers, ...jsonType },
        body: JSON.stringify({ query: "door seal", mode: "lexical" }),
      });
    // Code is loaded by the first calls.
    for (let call = 0; call < 20; call++) await search();
    // The first call of a key takes long, since its secret is hashed.
    await statusOf(`${url}/api/v1/about`, { headers: { authorization: `Bearer ${known.token}` } });
    await readLoop(url, headers);
    const stop = new AbortController();
    setMaxListeners(0, stop.signal);
    const attacker = attackerOf({ url, ...known }, stop.signal);
    const stopHealth = callAlways(() => statusOf(`${url}/healthz`, { agent: false }));
    const stopSearches = callAlways(search);
    const attacking = attacks[what](attacker);
    await sleep(Number(options.seconds) * 1_000);
    const [health, searches] = [await stopHealth(), await stopSearches()];
    const loop = await readLoop(url, headers);
    const peak = readPeakMegabytes(child.pid);
    stop.abort();
    await attacking;
    return {
      what,
      replies: write(attacker.replies),
      ...quantiles("health", health),
      ...quantiles("search", searches),
      failed: write([...health.failures, ...searches.failures]),
      ...loop,
      "peak MB": peak,
      load: Number(loadavg()[0].toFixed(1)),
    };
  } finally {
    child.kill("SIGKILL");
    await once(child, "exit");
  }
}

const folder = mkdtempSync(join(tmpdir(), "lydian-hostile-http-"));
const rows = [];
try {
  const known = { store: join(folder, "store"), ...(await makeStore(join(folder, "store"))) };
  for (const name of options.only?.split(",") ?? Object.keys(attacks)) {
    rows.push(await measure(name, known));
    console.error(JSON.stringify(rows.at(-1)));
  }
} finally {
  rmSync(folder, { recursive: true });
}
const report = { cores: availableParallelism(), processor: cpus()[0]?.model, node: process.version, rows };
mkdirSync(path("results"), { recursive: true });
writeFileSync(path("results/hostile-http.json"), `${JSON.stringify(report, null, 2)}\n`);
if (options.json) console.log(JSON.stringify(report, null, 2));
else {
  console.table(rows);
  console.log(`Milliseconds; ${report.cores} cores (${report.processor}), Node ${report.node}`);
}
