import { once } from "node:events";
import { connect, type Socket } from "node:net";
import { setTimeout } from "node:timers/promises";
import { afterEach, describe, expect, it, vi } from "vitest";
import type { Lydian } from "../../library/index.ts";
import type { LydianServer } from "../../server/index.ts";
import { sampleDocument } from "../../testing/sample-document.ts";
import { authorization, keyOf, serverOf } from "./fixtures/server-of.ts";
import { type RunningServer, startServer } from "./start-server.ts";

/** A client that falls behind 100,000 bytes a second by a tenth of a second is too slow. */
const LIMITS = { headersMs: 200, patienceMs: 100, minBytesPerSecond: 100_000 };
const ask = "POST /api/v1/collections/default/ask HTTP/1.1";
const json = "Content-Type: application/json";
const upload = "POST /api/v1/collections/default/documents HTTP/1.1";
const form = "Content-Type: multipart/form-data; boundary=b";
const file = `--b\r\nContent-Disposition: form-data; name="file"; filename="a.txt"\r\n\r\n`;
const running: RunningServer[] = [];
const sockets: Socket[] = [];

afterEach(async () => {
  for (const socket of sockets.splice(0)) socket.destroy();
  for (const server of running.splice(0)) await server.stop(0);
});

/** Stores nothing, but reads all files. */
const readFiles: LydianServer["upload"] = async ({ files }) => {
  for await (const { bytes } of files) for await (const _ of bytes);
  throw new Error("The upload has ended.");
};

/**
 * Starts a server, and returns a function that sends some text and then a byte every 5 ms, and returns the response.
 */
async function listen(...parameters: Parameters<typeof serverOf>) {
  const { app } = serverOf(...parameters);
  const server = await startServer(app, { host: "127.0.0.1", port: 0, timeoutMs: 60_000 }, LIMITS);
  running.push(server);
  return async (...lines: readonly string[]) => {
    const socket = connect({ host: "127.0.0.1", port: Number(new URL(server.url).port) });
    sockets.push(socket);
    let response = "";
    socket.on("data", (data) => {
      response += data;
    });
    // A server that disconnects a client may also reset the connection.
    socket.on("error", () => undefined);
    await once(socket, "connect");
    socket.write(lines.join("\r\n"));
    const drip = setInterval(() => socket.write("x"), 5);
    await new Promise((resolve) => socket.once("close", resolve));
    clearInterval(drip);
    return response;
  };
}

const host = "Host: 127.0.0.1";
const length = "Content-Length: 1000000";

describe("a client that sends its body slowly", () => {
  it("gets 408 and is disconnected, whether it sends JSON or a file", async () => {
    const creep = await listen({ upload: readFiles });
    for (const request of [
      [ask, json, host, length, "", '{"question":"'],
      [ask, json, host, "Transfer-Encoding: chunked", "", "fffff", '{"question":"'],
      [upload, form, host, length, "", file],
    ]) {
      const response = await creep(...request);
      expect(response).toMatch(/^HTTP\/1\.1 408 /);
      expect(response).toContain('"code":"body-too-slow"');
      expect(response).toMatch(/^connection: close$/im);
    }
  });

  it("is disconnected after a response that did not need the body", async () => {
    const creep = await listen({});
    expect(await creep("GET /healthz HTTP/1.1", host, length, "", "")).toMatch(/^HTTP\/1\.1 200 /);
    expect(await creep("POST /healthz HTTP/1.1", host, length, "", "")).toMatch(/^HTTP\/1\.1 404 /);
    // The address is invalid, so that no route sees the call.
    expect(await creep("GET /\\ HTTP/1.1", host, length, "", "")).toMatch(/^HTTP\/1\.1 400 /);
  });

  it("is rejected at once without a key that the server requires, before a byte of its body is read", async () => {
    let uploads = 0;
    const countUpload: LydianServer["upload"] = (call) => {
      uploads += 1;
      return readFiles(call);
    };
    const creep = await listen({ upload: countUpload, checkKey: async () => undefined }, { isOpen: false });
    for (const key of [[], [`Authorization: ${authorization}`]])
      for (const request of [
        [upload, form],
        [ask, json],
        ["POST /mcp HTTP/1.1", json],
        ["POST /v1/responses HTTP/1.1", json],
      ]) {
        const response = await creep(...request, ...key, host, length, "", file);
        expect(response).toMatch(/^HTTP\/1\.1 401 /);
        expect(response).toContain("key-required");
      }
    expect(uploads).toBe(0);
  });

  it("gets 408 for headers that do not end", async () => {
    const creep = await listen({});
    expect(await creep("GET /healthz HTTP/1.1", host, "X-Slow: ")).toMatch(/^HTTP\/1\.1 408 /);
    expect(await creep("")).toMatch(/^HTTP\/1\.1 408 |^HTTP\/1\.1 400 /);
  });
});

/** Starts a server with an original of 100 MB, and counts the bytes that were read of it. */
async function serveLarge() {
  const sizeBytes = 100_000_000;
  const read = { bytes: 0, isOver: false };
  const openOriginal: Lydian["openOriginal"] = async () => ({
    document: sampleDocument("d1"),
    sizeBytes,
    pieces: (async function* () {
      try {
        for (; read.bytes < sizeBytes; read.bytes += 1_000_000) yield new Uint8Array(1_000_000);
      } finally {
        read.isOver = true;
      }
    })(),
  });
  const { app } = serverOf({ openOriginal });
  const server = await startServer(app, { host: "127.0.0.1", port: 0, timeoutMs: 60_000 }, LIMITS);
  running.push(server);
  return { ...server, read, sizeBytes };
}

describe("a client that receives slowly", () => {
  it.each([0, 1])("is disconnected, and only what it receives is read: %i bytes at a time", async (count) => {
    const server = await serveLarge();
    const socket = connect({ host: "127.0.0.1", port: Number(new URL(server.url).port) });
    sockets.push(socket);
    socket.write(`GET /api/v1/collections/default/documents/d1/original HTTP/1.1\r\n${host}\r\n\r\n`);
    socket.on("error", () => undefined);
    await once(socket, "readable");
    const reading = setInterval(() => socket.read(count), 20);
    await vi.waitUntil(() => server.read.isOver, { timeout: 25_000 });
    clearInterval(reading);
    // The operating system holds some megabytes of a connection.
    expect(server.read.bytes).toBeLessThan(50_000_000);
  });

  it("is not one that reads everything", async () => {
    const server = await serveLarge();
    const response = await fetch(`${server.url}/api/v1/collections/default/documents/d1/original`);
    expect(response.headers.get("content-length")).toBe(`${server.sizeBytes}`);
    const tag = response.headers.get("etag") ?? "";
    expect(tag).toBe(`"${sampleDocument("d1").contentHash}"`);
    let received = 0;
    for await (const piece of response.body ?? []) received += piece.length;
    expect(received).toBe(server.sizeBytes);
    const known = { headers: { "if-none-match": tag } };
    expect((await fetch(`${server.url}/api/v1/collections/default/documents/d1/original`, known)).status).toBe(304);
  });
});

describe("a client that sends fast enough", () => {
  const send = async (socket: Socket, bytes: Buffer) => {
    for (let at = 0; at < bytes.length; at += 20_000) {
      socket.write(bytes.subarray(at, at + 20_000));
      await setTimeout(10);
    }
  };

  it("may take any time, also after a delay of the server", async () => {
    const checkKey: LydianServer["checkKey"] = async () => {
      await setTimeout(5 * LIMITS.patienceMs);
      return keyOf({ permission: "write" });
    };
    const { app } = serverOf({ upload: readFiles, checkKey }, { isOpen: false });
    const server = await startServer(app, { host: "127.0.0.1", port: 0, timeoutMs: 60_000 }, LIMITS);
    running.push(server);
    const socket = connect({ host: "127.0.0.1", port: Number(new URL(server.url).port) });
    sockets.push(socket);
    const whole = Buffer.from(`${file}${"x".repeat(1_500_000)}\r\n--b--\r\n`);
    socket.write(
      [upload, form, host, `Authorization: ${authorization}`, `Content-Length: ${whole.length}`, "", ""].join("\r\n"),
    );
    const answered = once(socket, "data");
    await send(socket, whole);
    expect(String(await answered)).toMatch(/^HTTP\/1\.1 500 /);
  });
});
