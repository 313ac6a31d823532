import { once } from "node:events";
import { connect, type Socket } from "node:net";
import { setTimeout } from "node:timers/promises";
import { afterEach, describe, expect, it } from "vitest";
import type { Lydian } from "../../library/index.ts";
import { serverOf } from "./fixtures/server-of.ts";
import { type RunningServer, startServer } from "./start-server.ts";

/** Long enough for twenty searches on a busy machine. */
const TIMEOUT_MS = 2_000;
const running: RunningServer[] = [];
const sockets: Socket[] = [];

afterEach(async () => {
  for (const socket of sockets.splice(0)) socket.destroy();
  for (const server of running.splice(0)) await server.stop(0);
});

async function listen(calls: Partial<Lydian>) {
  const search: Lydian["search"] = async () => ({ hits: [], warnings: [], trace: [] });
  const { app, logged } = serverOf({ search, ...calls }, { timeoutMs: TIMEOUT_MS });
  const server = await startServer(app, { host: "127.0.0.1", port: 0, timeoutMs: TIMEOUT_MS });
  running.push(server);
  const open = async (head: string) => {
    const socket = connect({ host: "127.0.0.1", port: Number(new URL(server.url).port) });
    sockets.push(socket);
    await once(socket, "connect");
    socket.write(head);
    return socket;
  };
  const askOthers = async () => {
    const headers = { "content-type": "application/json" };
    const call = () =>
      fetch(`${server.url}/api/v1/collections/default/search`, { method: "POST", headers, body: '{"query":"x"}' });
    const answers = await Promise.all(Array.from({ length: 20 }, call));
    return answers.map(({ status }) => status);
  };
  return { open, askOthers, logged };
}

const headOf = (lengthBytes: number, accept = "application/json") =>
  [
    "POST /api/v1/collections/default/ask HTTP/1.1",
    "Host: 127.0.0.1",
    `Accept: ${accept}`,
    "Content-Type: application/json",
    `Content-Length: ${lengthBytes}`,
    "",
    "",
  ].join("\r\n");

const checked = {
  type: "sentence-checked",
  answerId: "answer_1",
  layout: "sentence",
  verdict: "supported",
  why: "",
  citations: [],
} as const;

describe("a slow client", () => {
  it("that receives no events does not delay others, and is disconnected after the timeout", async () => {
    let sent = 0;
    let stopped: unknown;
    const ask: Lydian["ask"] = async (_question, options) => {
      const text = "x".repeat(100_000);
      // Sends events until the signal is aborted; only the stream waits for the client.
      while (options?.signal?.aborted === false) {
        sent += 1;
        options.onEvent?.({ ...checked, text });
        await setTimeout(10);
      }
      stopped = options?.signal?.reason;
      throw stopped;
    };
    const { open, askOthers, logged } = await listen({ ask });
    const body = '{"question":"x"}';
    const socket = await open(`${headOf(body.length, "text/event-stream")}${body}`);
    socket.pause();
    const closed = once(socket, "close");
    while (sent < 3) await setTimeout(5);
    expect(await askOthers()).toEqual(Array(20).fill(200));
    while (stopped === undefined) await setTimeout(10);
    expect(stopped).toMatchObject({ name: "AbortError" });
    expect(JSON.stringify(logged)).toMatch(/received no event for 2 s/);
    socket.resume();
    await closed;
    expect(JSON.stringify(logged)).not.toContain('"error"');
  });

  it("that sends its body byte by byte does not delay others, and gets an error after the timeout", async () => {
    const { open, askOthers } = await listen({});
    const socket = await open(headOf(1_000));
    let answer = "";
    socket.on("data", (data) => {
      answer += data;
    });
    const closed = once(socket, "close");
    const drip = setInterval(() => socket.write(" "), 20);
    expect(await askOthers()).toEqual(Array(20).fill(200));
    expect(answer).toBe("");
    await closed;
    clearInterval(drip);
    expect(answer).toMatch(/^HTTP\/1\.1 504 /);
    expect(answer).toContain('"code":"call-timeout"');
  });
});
