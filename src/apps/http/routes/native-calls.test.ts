import { describe, expect, it } from "vitest";
import { type AccessKey, defined } from "../../../core/index.ts";
import type { Lydian } from "../../../library/index.ts";
import type { LydianServer } from "../../../server/index.ts";
import { authorization, keyOf as key, serverOf as openServer } from "../fixtures/server-of.ts";

const scope = { kind: "labels", labels: ["board"] } as const;

/** Creates a server with one key, over a library that has only the given calls. */
function serverOf(calls: Partial<Lydian & LydianServer>, caller: AccessKey = key()) {
  const { call } = openServer({ checkKey: async () => caller, ...calls }, { isOpen: false, concurrentRequests: 1 });
  return (path: string, body?: unknown, headers: Record<string, string> = {}) =>
    call(
      path,
      defined({
        headers: { authorization, "content-type": "application/json", ...headers },
        method: body === undefined ? undefined : "POST",
        body: body === undefined ? undefined : JSON.stringify(body),
      }),
    );
}

describe("the native calls", () => {
  it("summarize documents within the scope of the caller, and report progress", async () => {
    const asked: unknown[] = [];
    const summarize: Lydian["summarize"] = async (documents, options) => {
      asked.push([documents, options?.scope, options?.words]);
      options?.onEvent?.({ type: "sections-read", done: 1, total: 2, matching: 0 });
      throw new Error("cut off");
    };
    const call = serverOf({ summarize }, key({ scope }));
    const path = "/api/v1/collections/default/summaries";
    const stream = await call(path, { documents: ["d1"], words: 50 }, { accept: "text/event-stream" });
    const text = await stream.text();
    expect([...text.matchAll(/^event: (.*)$/gm)].map(([, name]) => name)).toEqual(["progress", "error"]);
    expect(text).toContain('data: {"done":1,"total":2}');
    expect((await call(path, { words: 1 })).status).toBe(400);
    expect(asked).toEqual([[["d1"], scope, 50]]);
  });

  it("store feedback with its caller, and show it only to administrators within their scope", async () => {
    const given: unknown[] = [];
    const calls: Partial<Lydian & LydianServer> = {
      giveFeedback: async ({ signal, ...feedback }) => {
        given.push(feedback);
        const { answerId, rating } = feedback;
        return { answerId, rating, collection: "default", givenAt: "2026-01-01T00:00:00.000Z", givenBy: "k1" };
      },
      feedback: async (options) => {
        given.push(options?.scope);
        return [];
      },
    };
    const path = "/api/v1/collections/default/feedback";
    const feedback = { answerId: "answer_1", rating: "down", reason: "It is six." };
    expect((await serverOf(calls, key({ scope }))(path, feedback)).status).toBe(200);
    expect(given).toEqual([{ ...feedback, collection: "default", scope, by: "k1" }]);
    expect((await serverOf(calls)(path)).status).toBe(403);
    expect((await serverOf(calls, key({ scope, permission: "admin" }))(path)).status).toBe(200);
    expect(given[1]).toEqual(scope);
    expect((await serverOf(calls)(path, { ...feedback, reason: "x".repeat(1_001) })).status).toBe(400);
    expect((await serverOf(calls, key({ collections: ["notes"] }))(path, feedback)).status).toBe(404);
  });

  it("returns profiles without their instructions to the model", async () => {
    const calls: Partial<Lydian> = {
      profiles: async () => [{ name: "brief", origin: "bundled", path: "/secret/brief.yaml", isSet: true }],
      profile: async (name = "") => ({ name, hash: "0".repeat(64), system: "secret", tone: "plain" }),
    };
    const call = serverOf(calls);
    expect(await (await call("/api/v1/profiles")).json()).toEqual({
      profiles: [{ name: "brief", origin: "bundled", isSet: true }],
    });
    expect(await (await call("/api/v1/profiles/brief")).json()).toEqual({
      name: "brief",
      hash: "0".repeat(64),
      tone: "plain",
    });
    expect((await call("/api/v1/profiles/other")).status).toBe(404);
  });

  it("include the size of the store in the metrics only for callers who may read all of it", async () => {
    const collection = {
      name: "default",
      documents: 3,
      chunks: 9,
      chunksWithoutVectors: 0,
      documentsToRechunk: 0,
      documentsWithWarnings: 0,
    };
    const calls = {
      status: async () => ({ collections: [collection] }),
      countJobs: async () => ({ done: 2 }),
    };
    const metricsOf = async (given: Partial<AccessKey>) => {
      const lydian: Partial<Lydian> = Object.assign(Object.create(null), calls);
      return (await serverOf(lydian, key(given))("/metrics")).text();
    };
    expect(await metricsOf({})).toContain('lydian_documents{collection="default"} 3');
    expect(await metricsOf({})).toMatch(/lydian_jobs\{status="waiting"\} 0\n.*\n?lydian_jobs\{status="done"\} 2/);
    for (const limited of [{ scope }, { collections: ["default"] }]) {
      const text = await metricsOf(limited);
      expect([text.includes("lydian_documents"), text.includes("lydian_http_requests_total")]).toEqual([false, true]);
    }
  });
});
