import { getEventListeners } from "node:events";
import { Hono } from "hono";
import { describe, expect, it } from "vitest";
import { CallTimeoutError } from "../../core/index.ts";
import type { HttpVariables } from "./http-variables.ts";
import { startServer } from "./start-server.ts";
import { watchCall } from "./watch-call.ts";

/** Returns a server whose only call waits until its signal is aborted, and records the reasons. */
function waitingServer(timeoutMs: number) {
  const told: unknown[] = [];
  const app = new Hono<HttpVariables>();
  app.use(watchCall({ timeoutMs }));
  app.post("*", async (c) => {
    const signal = c.get("signal");
    await new Promise<void>((resolve) => signal.addEventListener("abort", () => resolve(), { once: true }));
    told.push(signal.reason);
    return c.text("too late");
  });
  app.onError((error, c) => c.text(error.name, error instanceof CallTimeoutError ? 504 : 500));
  return { app, told };
}

describe("watchCall", () => {
  it("answers a call that is too late with an error, and aborts it", async () => {
    const { app, told } = waitingServer(5);
    expect((await app.request("/", { method: "POST" })).status).toBe(504);
    expect(told).toEqual([expect.any(CallTimeoutError)]);
  });

  it("aborts a call when its caller disconnects", async () => {
    const { app, told } = waitingServer(60_000);
    const gone = new AbortController();
    const calling = app.request("/", { method: "POST", signal: gone.signal });
    gone.abort("closed");
    await calling;
    expect(told).toEqual([expect.objectContaining({ name: "AbortError" })]);
  });

  it("leaves no listener on the signal of a request that is over, which would keep it", async () => {
    const app = new Hono<HttpVariables>();
    let listeners = () => Number.NaN;
    app.use(watchCall({ timeoutMs: 60_000 }));
    app.post("*", (c) => {
      const { signal } = c.req.raw;
      listeners = () => getEventListeners(signal, "abort").length;
      return c.text(String(listeners()));
    });
    const server = await startServer(app, { host: "127.0.0.1", port: 0, timeoutMs: 60_000 });
    const response = await fetch(server.url, { method: "POST", body: "x" });
    expect(await response.text()).toBe("1");

    await expect.poll(() => listeners()).toBe(0);
    await server.stop(0);
  });

  it("limits the time of a call that only has the content type of an upload", async () => {
    const { app } = waitingServer(5);
    const headers = { "content-type": "multipart/form-data; boundary=x" };
    expect((await app.request("/v1/embeddings", { method: "POST", headers })).status).toBe(504);
  });

  it("does not limit the time of an upload", async () => {
    const { app, told } = waitingServer(1);
    const gone = new AbortController();
    const headers = { "content-type": "multipart/form-data; boundary=x" };
    const path = "/api/v1/collections/default/documents";
    const calling = app.request(path, { method: "POST", headers, signal: gone.signal });
    await new Promise((resolve) => setTimeout(resolve, 20));
    expect(told).toEqual([]);
    gone.abort();
    await calling;
  });
});
