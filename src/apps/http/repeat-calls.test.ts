import { createHash } from "node:crypto";
import { Hono } from "hono";
import { describe, expect, it } from "vitest";
import type { BegunCall, Job, RepeatableCall } from "../../core/index.ts";
import { defined } from "../../core/index.ts";
import type { LydianServer } from "../../server/index.ts";
import { localCaller } from "./caller.ts";
import type { HttpVariables } from "./http-variables.ts";
import { problemOf, sendProblem } from "./problem.ts";
import { repeatCalls } from "./repeat-calls.ts";

/** A server that counts what it did; `fails` lets the next call fail. */
function countingServer() {
  const kept = new Map<string, { fingerprint: string; answer: BegunCall }>();
  const nameOf = ({ caller, key }: RepeatableCall) => `${caller} ${key}`;
  const state = { done: 0, fails: false, caller: "k1" };
  const app = new Hono<HttpVariables>();
  app.use(async (c, next) => {
    c.set("caller", { ...localCaller, id: state.caller });
    c.set("signal", c.req.raw.signal);
    await next();
  });
  const server: Pick<LydianServer, "beginCall" | "endCall" | "dropCall"> = {
    beginCall: async ({ fingerprint, ...call }) => {
      const before = kept.get(nameOf(call));
      if (before !== undefined) return before.fingerprint === fingerprint ? before.answer : { state: "other" };
      kept.set(nameOf(call), { fingerprint, answer: { state: "running" } });
      return { state: "begun" };
    },
    endCall: async ({ status, body, ...call }) => {
      const before = kept.get(nameOf(call));
      if (before !== undefined) before.answer = { state: "done", status, body };
    },
    dropCall: async (call) => void kept.delete(nameOf(call)),
  };
  app.use(repeatCalls(server, 1_000));
  app.post("*", async (c) => {
    if (state.fails) return c.json({}, 500);
    state.done += 1;
    return c.json({ done: state.done, said: await c.req.text() }, 202);
  });
  app.onError((error, c) => sendProblem(c, problemOf(error, "r")));
  const send = (body: string, key?: string) =>
    app.request(
      "/",
      defined({ method: "POST", body, headers: key === undefined ? undefined : { "idempotency-key": key } }),
    );
  return { state, send, kept, app };
}

describe("repeatCalls", () => {
  it("runs a call once, and repeats the first response", async () => {
    const { state, send } = countingServer();
    const [first, second] = [await send("a", "one"), await send("a", "one")];
    expect([first.status, await first.json()]).toEqual([202, { done: 1, said: "a" }]);
    expect([second.status, await second.json()]).toEqual([202, { done: 1, said: "a" }]);
    expect([first, second].map(({ headers }) => headers.get("idempotent-replayed"))).toEqual([null, "true"]);
    await send("a");
    expect(state.done).toBe(2);
  });

  it("rejects a key that was used for a different call, and an invalid key", async () => {
    const { send } = countingServer();
    await send("a", "one");
    expect([(await send("b", "one")).status, (await send("b", "two words")).status]).toEqual([400, 400]);
  });

  it("keeps the keys of different callers separate", async () => {
    const { state, send } = countingServer();
    await send("a", "one");
    state.caller = "k2";
    await send("a", "one");
    expect(state.done).toBe(2);
  });

  it("rejects a call that is still running, and says when to retry", async () => {
    const { send, kept } = countingServer();
    await send("a", "one");
    for (const one of kept.values()) one.answer = { state: "running" };
    const refused = await send("a", "one");
    expect([refused.status, refused.headers.get("retry-after")]).toEqual([409, "1"]);
  });

  it("runs a failed call again", async () => {
    const { state, send } = countingServer();
    state.fails = true;
    expect((await send("a", "one")).status).toBe(500);
    state.fails = false;
    expect((await send("a", "one")).status).toBe(202);
  });

  it("compares a repeated upload by the names and bytes of its files", async () => {
    const { kept, app } = countingServer();
    const send = (...files: readonly (readonly [name: string, text: string])[]) => {
      const body = new FormData();
      for (const [name, text] of files) body.append("file", new Blob([text]), name);
      const path = "/api/v1/collections/default/documents";
      return app.request(path, { method: "POST", body, headers: { "idempotency-key": "one" } });
    };
    const files = [
      ["reports/März.md", "Snow."],
      ["b.md", "Rain."],
    ] as const;
    expect((await send(...files)).status).toBe(202);
    for (const one of kept.values()) one.answer = { state: "done", status: 202, body: JSON.stringify(jobOf(files)) };
    const [[first, text], second] = files;
    expect((await send(...files)).headers.get("idempotent-replayed")).toBe("true");
    for (const others of [
      [[first, "Sun."], second],
      [["April.md", text], second],
      [files[0]],
      [...files, second],
    ] as const)
      expect((await send(...others)).status).toBe(400);
  });
});

function jobOf(files: readonly (readonly [name: string, text: string])[]): Job {
  const kept = files.map(([name, text]) => ({
    uri: `upload:///${name.split("/").map(encodeURIComponent).join("/")}`,
    sizeBytes: Buffer.byteLength(text),
    sha256: createHash("sha256").update(text).digest("hex"),
  }));
  return {
    id: "job_1",
    collection: "default",
    task: { kind: "upload", files: kept, accessLabels: [] },
    status: "waiting",
    createdAt: "2026-01-01T00:00:00.000Z",
    progress: { files: 0, embedded: 0 },
    outcomes: [],
  };
}
