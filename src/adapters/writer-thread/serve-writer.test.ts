import { MessageChannel, type MessagePort } from "node:worker_threads";
import { afterEach, describe, expect, it } from "vitest";
import { SpaceMismatchError, type Writer } from "../../core/index.ts";
import { packCommit } from "./pack-commit.ts";
import { serveWriter } from "./serve-writer.ts";
import type { Reply, Request } from "./writer-messages.ts";

const refuse = async () => {
  throw new SpaceMismatchError("The space has 384 dimensions; 3 came.", { hint: "Run reindex." });
};
const refusing: Writer = {
  commit: refuse,
  attachVectors: refuse,
  merge: refuse,
  cacheVectors: refuse,
  swapSpace: refuse,
  putSource: refuse,
  updateSource: refuse,
  removeSource: refuse,
  putOrigins: refuse,
};
const commit = { collection: "default", language: "en", add: [], removeIds: [] };
const space = { model: "bge", dimensions: 3, fingerprint: "00000000000000aa" };

let port: MessagePort | undefined;
afterEach(() => port?.close());

/** Serves a writer with these methods. The returned function sends requests and waits for a number of replies. */
function serve(methods: Partial<Writer>, close = async () => undefined) {
  const channel = new MessageChannel();
  port = channel.port1;
  const writer = { ...refusing, ...methods };
  serveWriter(channel.port2, async () => ({ writer, close }));
  return (requests: readonly Request[], count: number) =>
    new Promise<readonly Reply[]>((resolve) => {
      const replies: Reply[] = [];
      const collect = (reply: Reply) => {
        if (replies.push(reply) < count) return;
        channel.port1.off("message", collect);
        resolve(replies);
      };
      channel.port1.on("message", collect);
      for (const request of requests) channel.port1.postMessage(request);
    });
}

describe("the writer in a thread", () => {
  it("serves calls one after the other, in order", async () => {
    const steps: string[] = [];
    const send = serve({
      commit: async () => {
        steps.push("commit begins");
        await new Promise((resolve) => setImmediate(resolve));
        steps.push("commit ends");
        return { generation: 4, removed: 0 };
      },
      merge: async (collection) => {
        steps.push(`merge of ${collection}`);
        return 2;
      },
    });
    const replies = await send(
      [
        { kind: "call", id: 1, call: { method: "commit", arguments: [await packCommit(commit)] } },
        { kind: "call", id: 2, call: { method: "merge", arguments: ["default"] } },
      ],
      2,
    );
    expect(steps).toEqual(["commit begins", "commit ends", "merge of default"]);
    expect(replies).toEqual([
      { kind: "done", id: 1, value: { generation: 4, removed: 0 } },
      { kind: "done", id: 2, value: 2 },
    ]);
  });

  it("receives maps and vectors unchanged", async () => {
    let receivedVectors: unknown;
    const send = serve({
      cacheVectors: async (_space, vectors) => {
        receivedVectors = vectors;
      },
    });
    const vectors = new Map([["aa", Float32Array.of(1, 2, 3)]]);
    await send([{ kind: "call", id: 1, call: { method: "cacheVectors", arguments: [space, vectors] } }], 1);
    expect(receivedVectors).toEqual(vectors);
  });

  it("aborts the right call, even before it begins", async () => {
    const send = serve({
      commit: (_commit, signal) =>
        new Promise((_resolve, reject) => signal.addEventListener("abort", () => reject(signal.reason))),
      merge: async () => 0,
    });
    const replies = await send(
      [
        { kind: "call", id: 1, call: { method: "commit", arguments: [await packCommit(commit)] } },
        { kind: "call", id: 2, call: { method: "merge", arguments: ["default"] } },
        { kind: "call", id: 3, call: { method: "merge", arguments: ["default"] } },
        { kind: "abort", id: 2 },
        { kind: "abort", id: 1 },
      ],
      3,
    );
    expect(replies.map(({ id, kind }) => `${id} ${kind}`)).toEqual(["1 aborted", "2 aborted", "3 done"]);
  });

  it("reports a failure to open, and opens the writer at the next call", async () => {
    const channel = new MessageChannel();
    port = channel.port1;
    let openings = 0;
    serveWriter(channel.port2, async () => {
      openings += 1;
      if (openings === 1) return refuse();
      return {
        writer: { ...refusing, merge: async () => 7 },
        close: async () => undefined,
      };
    });
    const replies: Reply[] = [];
    const done = new Promise<void>((resolve) =>
      channel.port1.on("message", (reply: Reply) => {
        if (replies.push(reply) === 2) resolve();
      }),
    );
    for (const id of [1, 2])
      channel.port1.postMessage({ kind: "call", id, call: { method: "merge", arguments: ["default"] } });
    await done;
    expect(replies[0]).toMatchObject({ kind: "failed", error: { className: "SpaceMismatchError" } });
    expect(replies[1]).toEqual({ kind: "done", id: 2, value: 7 });
  });

  it("closes the writer after all earlier calls, and then the port", async () => {
    const steps: string[] = [];
    const close = async () => {
      steps.push("closed");
      return undefined;
    };
    const send = serve({ merge: async () => steps.push("merged") }, close);
    const ended = new Promise((resolve) => port?.on("close", resolve));
    await send([{ kind: "call", id: 1, call: { method: "merge", arguments: ["default"] } }, { kind: "close" }], 1);
    await ended;
    expect(steps).toEqual(["merged", "closed"]);
  });
});
