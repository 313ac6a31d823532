import { once } from "node:events";
import { connect, type Socket } from "node:net";
import { describe, expect, it, vi } from "vitest";
import type { Lydian } from "../../../library/index.ts";
import { sampleDocument } from "../../../testing/sample-document.ts";
import { authorization, keyOf, serverOf } from "../fixtures/server-of.ts";
import { startServer } from "../start-server.ts";

const ORIGINAL_BYTES = 19_000_000;
const documents = "/api/v1/collections/default/documents/d1";
const openOriginal: Lydian["openOriginal"] = async () => ({
  document: sampleDocument("d1"),
  sizeBytes: ORIGINAL_BYTES,
  pieces: (async function* () {
    yield new Uint8Array(ORIGINAL_BYTES);
  })(),
});

/** Starts a server on which a key may run one call at a time. */
async function startLimited(calls: Partial<Lydian>) {
  const limits = { isOpen: false, concurrentRequests: 1, timeoutMs: 60_000 };
  const { app } = serverOf({ checkKey: async () => keyOf(), profiles: async () => [], ...calls }, limits);
  const server = await startServer(app, { host: "127.0.0.1", port: 0, timeoutMs: 60_000 });
  const isFree = async () => {
    const { status } = await fetch(`${server.url}/api/v1/profiles`, { headers: { authorization } });
    expect([200, 429]).toContain(status);
    return status === 200;
  };
  return { ...server, isFree };
}

/** Begins a download whose client reads nothing. */
async function beginDownload(url: string): Promise<Socket> {
  const reader = connect({ host: "127.0.0.1", port: Number(new URL(url).port) });
  await once(reader, "connect");
  reader.pause();
  reader.write(`GET ${documents}/original HTTP/1.1\r\nHost: 127.0.0.1\r\nAuthorization: ${authorization}\r\n\r\n`);
  await once(reader, "readable");
  return reader;
}

describe("the limit of running calls", () => {
  it("counts a download until it has been sent, or until its reader leaves", async () => {
    const server = await startLimited({ openOriginal });
    try {
      const reader = await beginDownload(server.url);
      expect(await server.isFree()).toBe(false);
      reader.destroy();
      await vi.waitUntil(server.isFree);

      const whole = await fetch(`${server.url}${documents}/original`, { headers: { authorization } });
      expect((await whole.arrayBuffer()).byteLength).toBe(ORIGINAL_BYTES);
      await vi.waitUntil(server.isFree);
    } finally {
      await server.stop(0);
    }
  });

  it("counts a stream of events until it ends, or until its reader leaves", async () => {
    let finish = (): void => undefined;
    const ask: Lydian["ask"] = () =>
      new Promise((_, reject) => {
        finish = () => reject(new Error("over"));
      });
    const server = await startLimited({ ask });
    const start = (signal?: AbortSignal) =>
      fetch(`${server.url}/api/v1/collections/default/ask`, {
        method: "POST",
        body: JSON.stringify({ question: "x" }),
        headers: { authorization, accept: "text/event-stream", "content-type": "application/json" },
        signal: signal ?? null,
      });
    try {
      const first = await start();
      expect(await server.isFree()).toBe(false);
      finish();
      await first.text();
      await vi.waitUntil(server.isFree);

      const leaving = new AbortController();
      await start(leaving.signal);
      expect(await server.isFree()).toBe(false);
      leaving.abort();
      await vi.waitUntil(server.isFree);
    } finally {
      finish();
      await server.stop(0);
    }
  });

  it("counts no call of a client that left before it began", async () => {
    const { app } = serverOf(
      { checkKey: async () => keyOf(), profiles: async () => [] },
      { isOpen: false, concurrentRequests: 1 },
    );
    const outgoing = { closed: true, destroy: () => undefined, once: () => undefined };
    for (let calls = 0; calls < 3; calls++) {
      const headers = { host: "localhost", authorization };
      const response = await app.request("http://localhost/api/v1/profiles", { headers }, { outgoing });
      expect(response.status).toBe(200);
    }
  });
});
