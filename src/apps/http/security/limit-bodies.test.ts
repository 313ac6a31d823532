import { describe, expect, it } from "vitest";
import { MEGABYTE_BYTES } from "../../../core/index.ts";
import { authorization, keyOf, serverOf } from "../fixtures/server-of.ts";
import { startServer } from "../start-server.ts";

const paths = [
  ["/api/v1/collections/default/search", MEGABYTE_BYTES],
  ["/api/v1/collections/default/jobs", MEGABYTE_BYTES],
  ["/v1/chat/completions", MEGABYTE_BYTES],
  ["/v1/responses", MEGABYTE_BYTES],
  ["/v1/embeddings", 4 * MEGABYTE_BYTES],
  ["/v1/rerank", 4 * MEGABYTE_BYTES],
  ["/mcp", 10 * MEGABYTE_BYTES],
] as const;

const { app, call } = serverOf({ checkKey: async () => keyOf({ permission: "admin" }) }, { isOpen: false });
const { call: callAsReader } = serverOf({ checkKey: async () => keyOf() }, { isOpen: false });

async function send(path: string, body: string | ReadableStream<Uint8Array>, headers: Record<string, string> = {}) {
  const type = { "content-type": "application/json" };
  const response = await call(path, {
    method: "POST",
    body,
    headers: { authorization, ...type, ...headers },
    duplex: "half",
  });
  return { status: response.status, text: await response.text() };
}

/** Returns a body that claims no length, and counts how much of it was read. */
function endlessBody() {
  const read = { bytes: 0 };
  const stream = new ReadableStream<Uint8Array>({
    pull(controller) {
      read.bytes += 65_536;
      controller.enqueue(new Uint8Array(65_536).fill(0x20));
    },
  });
  return { stream, read };
}

describe("the body of a call", () => {
  it.each(paths)("is refused at %s if it is nested too deeply", async (path) => {
    const nested = (depth: number) => `{"input":${"[".repeat(depth)}${"]".repeat(depth)}}`;
    expect(await send(path, nested(100))).toMatchObject({
      status: 400,
      text: expect.stringContaining("nested deeper"),
    });
    expect((await send(path, nested(99))).text).not.toContain("nested deeper");
  });

  it.each(paths)("may not have more than 10,000 values at %s", async (path) => {
    const wide = (count: number) => `{"input":[${Array(count).fill("{}").join(",")}]}`;
    expect(await send(path, wide(10_000))).toMatchObject({
      status: 400,
      text: expect.stringContaining("10000 values"),
    });
    expect((await send(path, wide(4_990))).text).not.toContain("values");
  });

  it.each(paths)("has a maximum size at %s, whatever its content type says", async (path, maxBytes) => {
    const { status, text } = await send(path, `"${"a".repeat(maxBytes)}"`);
    expect([status, text]).toEqual([413, expect.stringContaining(`${maxBytes / MEGABYTE_BYTES} MB`)]);
    const type = "multipart/form-data; boundary=x";
    const { stream, read } = endlessBody();
    expect((await send(path, stream, { "content-type": type })).status).toBe(415);
    expect(read.bytes).toBeLessThan(MEGABYTE_BYTES);
  });

  it.each(paths)("is read no further than the maximum at %s if its length is unknown", async (path, maxBytes) => {
    const { stream, read } = endlessBody();
    expect((await send(path, stream)).status).toBe(413);
    expect(read.bytes).toBeLessThan(maxBytes + MEGABYTE_BYTES);
  });

  it.each(paths)("is refused at %s unless it is application/json", async (path) => {
    for (const type of ["text/plain", "application/x-www-form-urlencoded", "application/jsonp", "text/json"])
      expect([type, (await send(path, "{}", { "content-type": type })).status]).toEqual([type, 415]);
    for (const type of ["application/json", "Application/JSON; charset=utf-8"])
      expect((await send(path, "{}", { "content-type": type })).status).not.toBe(415);
  });
});

describe("a call without a body", () => {
  it("needs no content type on a connection", async () => {
    const server = await startServer(app, { host: "127.0.0.1", port: 0, timeoutMs: 10_000 });
    const removal = (init: RequestInit) =>
      fetch(`${server.url}/api/v1/collections/default/documents/d1`, { ...init, headers: { authorization } });
    expect((await removal({ method: "DELETE" })).status).not.toBe(415);
    expect((await removal({ method: "DELETE", body: "text" })).status).toBe(415);
    await server.stop(0);
  });
});

describe("an upload", () => {
  it("may be larger than other bodies, but only at its own route", async () => {
    const form = new FormData();
    form.append("file", new Blob(["a".repeat(2 * MEGABYTE_BYTES)]), "a.txt");
    const upload = async (path: string, method: string) =>
      (await callAsReader(path, { method, body: form, headers: { authorization } })).status;
    // The key may only read, so that the route itself refuses the upload.
    expect(await upload("/api/v1/collections/default/documents", "POST")).toBe(403);
    expect(await upload("/api/v1/collections/default/documents", "PUT")).toBe(415);
    expect(await upload("/api/v1/collections/default/documents/d1", "POST")).toBe(415);
    expect(await upload("/api/v1/collections/default/search", "POST")).toBe(415);
    expect(await upload("/v1/embeddings", "POST")).toBe(415);
    expect(await upload("/mcp", "POST")).toBe(415);
  });
});
