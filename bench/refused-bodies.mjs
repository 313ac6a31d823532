// Memory that a server takes above idle while it refuses bodies beyond their limit.
//
//   npm run build && node bench/refused-bodies.mjs [--megabytes 40] [--rounds 1] [--seconds 300] [--json]
//
//   --megabytes N  size of each body (default 40); the largest limit of a route is 10 MB
//   --rounds N     number of times that all routes get the bodies (default 1): memory that grows with each round is not idle
//   --seconds N    duration after which no further route is begun (default 300); the report says how many were left out
//   --json         JSON instead of a table; the same is written to bench/results/refused-bodies.json
//
// Every route of the OpenAPI document, /v1 and /mcp gets a body with each header that the server knows, with and
// without its length, from an administrator. Idle is the resident memory after each route has refused a body of 2 MB
// once, so that code is loaded. "above idle MB" is the largest resident memory during the calls of a route less that. A
// small size, such as `--megabytes 0.001`, shows what as many ordinary calls take. Linux only.
import { once } from "node:events";
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { connect } from "node:net";
import { availableParallelism, cpus, loadavg, tmpdir } from "node:os";
import { join } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { fileURLToPath } from "node:url";
import { parseArgs } from "node:util";
import { openLydianServer } from "../dist/index.js";
import { loadTypeScript } from "./load-typescript.mjs";
import { startServer, withoutQuotas } from "./start-server.mjs";

const path = (relative) => fileURLToPath(new URL(relative, import.meta.url));
const { values: options } = parseArgs({
  options: {
    megabytes: { type: "string", default: "40" },
    rounds: { type: "string", default: "1" },
    seconds: { type: "string", default: "300" },
    json: { type: "boolean", default: false },
  },
});
const { oversizedBodies } = await loadTypeScript("src/apps/http/fixtures/oversized-bodies.ts");
const MEGABYTE = 1 << 20;
const piece = Buffer.alloc(65_536, "a");

/** Starts a server whose calls an administrator's token may make. */
async function openServer(store) {
  const server = await openLydianServer({ store });
  const { token } = await server.addKey({ name: "administrator", permission: "admin" });
  await server.close();

  const environment = {
    ...withoutQuotas,
    LYDIAN_SERVER_REQUIRE_KEY: "true",
    LYDIAN_SERVER_MAX_UPLOAD_MEGABYTES: "1",
  };
  return { token, ...(await startServer(store, { environment })) };
}

async function listRoutes(url, token) {
  const response = await fetch(`${url}/api/openapi.json`, { headers: { authorization: `Bearer ${token}` } });
  const { paths } = await response.json();
  const routes = Object.entries(paths).flatMap(([route, operations]) =>
    Object.keys(operations).map((method) => `${method.toUpperCase()} ${route}`),
  );
  const others = ["chat/completions", "responses", "embeddings", "rerank"].map((name) => `POST /v1/${name}`);
  return [...routes, ...others, "GET /v1/models", "POST /mcp"];
}

/** Returns a part of a body as a chunk of the chunked transfer coding. */
const frameChunk = (part) => Buffer.concat([Buffer.from(`${part.length.toString(16)}\r\n`), part, Buffer.from("\r\n")]);

/** Sends as much of a body as the server takes, and returns the status; 0 if the connection ended without one. */
function send({ url, token, route, body, isChunked, bytes }) {
  const [method, pattern] = route.split(" ");
  const address = pattern.replaceAll("{collection}", "default").replaceAll(/\{\w+\}/gu, "a1");
  const length = isChunked ? { "Transfer-Encoding": "chunked" } : { "Content-Length": `${bytes}` };
  const headers = { Host: "127.0.0.1", Authorization: `Bearer ${token}`, ...body.headers, ...length };
  const lines = Object.entries(headers).map(([name, value]) => `${name}: ${value}`);
  const ending = isChunked ? "0\r\n\r\n" : "";

  return new Promise((resolve) => {
    const socket = connect({ host: "127.0.0.1", port: Number(new URL(url).port) });
    let received = "";
    let sentBytes = 0;
    const write = (part) => {
      sentBytes += part.length;
      return socket.write(isChunked ? frameChunk(part) : part);
    };
    const pump = () => {
      while (sentBytes < bytes && socket.writable) if (!write(piece)) return;
      if (socket.writable) socket.end(ending);
    };
    socket.setEncoding("latin1").on("data", (data) => {
      received += data;
      if (received.endsWith("}")) socket.destroy();
    });
    // A server that closes a connection while a client sends resets it.
    socket.on("error", () => undefined);
    socket.on("close", () => resolve(Number(/^HTTP\/1\.1 ([2-5]\d\d)/mu.exec(received)?.[1] ?? 0)));
    socket.write(`${method} ${address} HTTP/1.1\r\n${lines.join("\r\n")}\r\n\r\n`);
    if (body.begins !== undefined) write(Buffer.from(body.begins));
    socket.on("drain", pump);
    pump();
  });
}

/** Sends a body with each header to a route, one after the other, and returns the number of responses by status. */
async function sendAll(server, route, bytes) {
  const counts = {};
  for (const body of Object.values(oversizedBodies)) {
    for (const isChunked of [false, true]) {
      const status = await send({ ...server, route, body, isChunked, bytes });
      counts[status] = (counts[status] ?? 0) + 1;
    }
  }
  return counts;
}

/** Returns a size of a process from /proc, in megabytes: `VmRSS` now, or `VmHWM` at most. */
function readMegabytes(pid, name) {
  const status = readFileSync(`/proc/${pid}/status`, "utf8");
  return Number(new RegExp(`^${name}:\\s+(\\d+) kB$`, "mu").exec(status)?.[1]) / 1024;
}

/** Resets the largest resident memory of a process to its resident memory now. */
const resetPeak = (pid) => writeFileSync(`/proc/${pid}/clear_refs`, "5");

const round = (megabytes) => Math.round(megabytes * 10) / 10;
const folder = mkdtempSync(join(tmpdir(), "lydian-refused-bodies-"));
const rows = [];
let routes = [];
let idle = 0;
try {
  const server = await openServer(join(folder, "store"));
  try {
    routes = await listRoutes(server.url, server.token);
    for (const route of routes)
      await send({ ...server, route, bytes: 2 * MEGABYTE, body: oversizedBodies.json, isChunked: false });
    await sleep(3_000);
    idle = readMegabytes(server.child.pid, "VmRSS");

    const endMs = performance.now() + Number(options.seconds) * 1_000;
    for (const route of Array(Number(options.rounds)).fill(routes).flat()) {
      if (performance.now() > endMs) break;
      resetPeak(server.child.pid);
      const counts = await sendAll(server, route, Number(options.megabytes) * MEGABYTE);
      const aboveIdle = round(readMegabytes(server.child.pid, "VmHWM") - idle);
      rows.push({ route, statuses: JSON.stringify(counts), "above idle MB": aboveIdle });
    }
  } finally {
    server.child.kill("SIGKILL");
    await once(server.child, "exit");
  }
} finally {
  rmSync(folder, { recursive: true });
}

const report = {
  cores: availableParallelism(),
  processor: cpus()[0]?.model,
  node: process.version,
  load: round(loadavg()[0]),
  ...options,
  "idle MB": round(idle),
  "routes left out": routes.length * Number(options.rounds) - rows.length,
  "most above idle MB": Math.max(...rows.map((row) => row["above idle MB"])),
  rows,
};
mkdirSync(path("results"), { recursive: true });
writeFileSync(path("results/refused-bodies.json"), `${JSON.stringify(report, null, 2)}\n`);
if (options.json) console.log(JSON.stringify(report, null, 2));
else {
  const { rows: table, ...summary } = report;
  console.table(table);
  console.log(summary);
}
