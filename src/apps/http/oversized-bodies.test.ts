import { connect } from "node:net";
import { afterAll, beforeAll, expect, it } from "vitest";
import { z } from "zod";
import { BodyTooLargeError, type Job, MEGABYTE_BYTES } from "../../core/index.ts";
import type { LydianServer } from "../../server/index.ts";
import { oversizedBodies } from "./fixtures/oversized-bodies.ts";
import { authorization, keyOf, serverOf } from "./fixtures/server-of.ts";
import type { OpenApiDocument } from "./reference/open-api-document.ts";
import { type RunningServer, startServer } from "./start-server.ts";

/** Size of each body, beyond the limit of every route. */
const BODY_BYTES = 40 * MEGABYTE_BYTES;
const LIMIT_BYTES = MEGABYTE_BYTES;
const LIMITS = new Map([
  ["/v1/embeddings", 4 * MEGABYTE_BYTES],
  ["/v1/rerank", 4 * MEGABYTE_BYTES],
  ["/mcp", 10 * MEGABYTE_BYTES],
]);
/** Bytes that a server may have received before it closes the connection. */
const UNDERWAY_BYTES = MEGABYTE_BYTES;

/** The first response to the key `used`. */
const firstJob: Job = {
  id: `job_${"0".repeat(26)}`,
  collection: "default",
  status: "waiting",
  createdAt: "2026-01-01T00:00:00.000Z",
  progress: { files: 0, embedded: 0 },
  outcomes: [],
  task: {
    kind: "upload",
    accessLabels: [],
    files: [{ uri: "upload:///a.md", sizeBytes: 5, sha256: "0".repeat(64) }],
  },
};

const upload: LydianServer["upload"] = async ({ files, maxFileBytes }) => {
  for await (const { bytes } of files) {
    let sizeBytes = 0;
    for await (const piece of bytes) {
      sizeBytes += piece.length;
      if (sizeBytes > maxFileBytes) throw new BodyTooLargeError("The file is too large.");
    }
  }
  return firstJob;
};

const { app } = serverOf(
  {
    upload,
    checkKey: async (token) => keyOf({ permission: token.endsWith("r") ? "read" : "admin" }),
    beginCall: async ({ key }) =>
      key === "used" ? { state: "done", status: 202, body: JSON.stringify(firstJob) } : { state: "begun" },
    endCall: async () => undefined,
    dropCall: async () => undefined,
  },
  { isOpen: false, requestsPerMinute: 1_000_000, concurrentRequests: 1_000 },
);
const callers = {
  nobody: undefined,
  reader: `${authorization.slice(0, -1)}r`,
  administrator: `${authorization.slice(0, -1)}a`,
};

/** A connection as the server sees it. */
const connection = z.object({
  incoming: z.object({ socket: z.custom<{ readonly remotePort: number; readonly bytesRead: number }>() }),
});

let server: RunningServer;
/** Number of bytes that the server had read when it answered, by the port of the client. */
const readBytesByPort = new Map<number, number>();

beforeAll(async () => {
  const fetch = async (request: Request, env: object): Promise<Response> => {
    const { socket } = connection.parse(env).incoming;
    const response = await app.fetch(request, env);
    readBytesByPort.set(socket.remotePort, socket.bytesRead);
    return response;
  };
  server = await startServer({ fetch }, { host: "127.0.0.1", port: 0, timeoutMs: 60_000 });
});
afterAll(() => server.stop(0));

interface Sent {
  readonly method: string;
  readonly path: string;
  readonly headers: Readonly<Record<string, string>>;
  readonly begins: string;
  readonly isChunked: boolean;
}

/**
 * Sends as much of a body as the server takes, and returns the response and the number of bytes that the server read.
 */
async function send({ method, path, headers, begins, isChunked }: Sent) {
  const socket = connect({ host: "127.0.0.1", port: Number(new URL(server.url).port) });
  let received = "";
  let sentBytes = 0;
  socket.setEncoding("latin1").on("data", (data) => {
    received += data;
    if (received.endsWith("}")) socket.destroy();
  });
  // A server that closes a connection while a client sends resets it.
  socket.on("error", () => undefined);
  const piece = Buffer.alloc(65_536, "a");
  const write = (bytes: Buffer): boolean => {
    sentBytes += bytes.length;
    if (!isChunked) return socket.write(bytes);
    return socket.write(Buffer.concat([Buffer.from(`${bytes.length.toString(16)}\r\n`), bytes, Buffer.from("\r\n")]));
  };
  const pump = () => {
    while (sentBytes < BODY_BYTES && socket.writable) if (!write(piece)) return;
    if (socket.writable) socket.end(isChunked ? "0\r\n\r\n" : "");
  };
  const length = isChunked ? { "Transfer-Encoding": "chunked" } : { "Content-Length": `${BODY_BYTES}` };
  const lines = Object.entries({ Host: "127.0.0.1", ...headers, ...length }).map(
    ([name, value]) => `${name}: ${value}`,
  );
  socket.write(`${method} ${path} HTTP/1.1\r\n${lines.join("\r\n")}\r\n\r\n`);
  if (begins !== "") write(Buffer.from(begins));
  socket.on("drain", pump);
  pump();
  let port = 0;
  await new Promise<void>((resolve) => {
    socket.on("connect", () => {
      port = socket.localPort ?? 0;
    });
    socket.on("close", () => resolve());
  });
  const [, status = "0"] = /^HTTP\/1\.1 ([2-5]\d\d)/m.exec(received) ?? [];
  const [, code] = /"code":"([a-z-]+)"/.exec(received) ?? [];
  const readBytes = readBytesByPort.get(port) ?? Number.POSITIVE_INFINITY;
  readBytesByPort.delete(port);
  return { status: Number(status), code, readBytes };
}

async function listCalls(): Promise<readonly (readonly [method: string, path: string])[]> {
  const described = await app.request("http://localhost/api/openapi.json", { headers: { host: "localhost" } });
  const { paths }: OpenApiDocument = JSON.parse(await described.text());
  const calls = Object.entries(paths).flatMap(([path, operations]) =>
    Object.keys(operations).map((method) => [method.toUpperCase(), path] as const),
  );
  const others = ["chat/completions", "responses", "embeddings", "rerank"].map(
    (name) => ["POST", `/v1/${name}`] as const,
  );
  return [...calls, ...others, ["GET", "/v1/models"], ["POST", "/mcp"]];
}

const fill = (path: string): string => path.replaceAll("{collection}", "default").replaceAll(/\{\w+\}/g, "a1");

type Caller = keyof typeof callers;
type Result = Awaited<ReturnType<typeof send>>;

/** Sends each case to a route at the same time, with and without its length. */
async function sendAll(method: string, path: string, caller: Caller): Promise<readonly (readonly [string, Result])[]> {
  const credentials = callers[caller];
  const authorized = credentials === undefined ? undefined : { Authorization: credentials };
  const results = Object.entries(oversizedBodies).flatMap(([name, { headers, begins = "" }]) =>
    [false, true].map(async (isChunked) => {
      const sent = { method, path: fill(path), headers: { ...headers, ...authorized }, begins, isChunked };
      return [`${method} ${path}, ${caller}, ${name}${isChunked ? ", chunked" : ""}`, await send(sent)] as const;
    }),
  );
  return Promise.all(results);
}

function isRefused({ status, code, readBytes }: Result, limitBytes: number): boolean {
  return status >= 400 && status < 500 && code !== undefined && readBytes <= limitBytes + UNDERWAY_BYTES;
}

it.each(["nobody", "reader", "administrator"] as const)(
  "a body beyond its limit is refused at every route, and read no further than the limit, from %s",
  async (caller) => {
    const wrong: unknown[] = [];
    for (const [method, path] of await listCalls()) {
      const limitBytes = caller === "nobody" ? 0 : (LIMITS.get(path) ?? LIMIT_BYTES);
      const results = await sendAll(method, path, caller);
      wrong.push(...results.filter(([, result]) => !isRefused(result, limitBytes)));
    }
    expect(wrong).toEqual([]);
  },
  120_000,
);
