import { describe, expect, it } from "vitest";
import { everything } from "../../../core/index.ts";
import { collectionMapSchema, placedQuestionsSchema } from "../../../core/schemas/index.ts";
import type { Lydian } from "../../../library/index.ts";
import { authorization, callerOf, keyOf, serverOf } from "../fixtures/server-of.ts";

const space = { model: "m", dimensions: 2, fingerprint: "00000000000000aa" };
const version = "0123456789abcdef0123456789abcdef";
const sample = {
  collection: "default",
  version,
  space,
  chunks: 3,
  chunksWithVectors: 2,
  vocabulary: ["key"],
  documents: [
    { id: "d1", title: "Keys", uri: "file:///keys.md", mediaType: "text/markdown", metadata: { tags: ["a"] } },
  ],
  passages: [
    { chunkId: "d1.0", document: 0, span: { start: 0, end: 3 }, headingPath: ["Keys"], excerpt: "A key", words: [0] },
  ],
  vectors: { values: Int8Array.of(-127, 5), scales: Float32Array.of(0.5) },
};

function calls(asked: unknown[]): Partial<Lydian> {
  return {
    embeddingSample: async ({ signal: _, ...options } = {}) => {
      asked.push(options);
      return options.unlessVersion === version ? undefined : sample;
    },
    embedQuestions: async (questions, { signal: _, ...options } = {}) => {
      asked.push([questions, options]);
      return { space, vectors: { values: Int8Array.of(127, 0), scales: Float32Array.of(1) } };
    },
  };
}

describe("the map of a collection", () => {
  it("contains the passages and their vectors in base64", async () => {
    const { status, body } = await callerOf({}, calls([]))("GET", "/collections/default/map?limit=10");
    expect([status, body]).toMatchObject([200, { passages: sample.passages, documents: sample.documents, chunks: 3 }]);
    const { vectors } = collectionMapSchema.parse(body);
    expect([...Buffer.from(vectors.values, "base64")]).toEqual([129, 5]);
    expect(Buffer.from(vectors.scales, "base64").readFloatLE(0)).toBe(0.5);
    expect(body).not.toHaveProperty("version");
  });

  it("is limited to the scope and collections of the key, and to a maximum size", async () => {
    const asked: unknown[] = [];
    const scope = { kind: "labels", labels: ["board"] } as const;
    const call = callerOf({ scope, collections: ["default"] }, calls(asked));
    expect((await call("GET", "/collections/default/map?limit=7&where=year+%3E+2")).status).toBe(200);
    expect(asked).toEqual([{ collection: "default", scope, limit: 7, where: "year > 2" }]);
    expect((await call("GET", "/collections/other/map")).status).toBe(404);
    expect((await call("GET", "/collections/default/map?limit=5001")).status).toBe(400);
  });

  it("is not sent again as long as nothing has changed", async () => {
    const asked: unknown[] = [];
    const { call } = serverOf(calls(asked));
    const path = "/api/v1/collections/default/map";
    const first = await call(path);
    const tag = first.headers.get("etag") ?? "";
    expect([first.headers.get("cache-control"), tag]).toEqual(["private, no-cache", `"${version}"`]);
    const again = await call(path, { headers: { "if-none-match": `W/${tag}` } });
    expect([again.status, await again.text(), again.headers.get("etag")]).toEqual([304, "", tag]);
    expect(asked.at(-1)).toMatchObject({ scope: everything, unlessVersion: version });
  });

  it("does not reveal by its ETag that other documents have changed", async () => {
    const { response } = await callerOf({ scope: { kind: "labels", labels: [] } }, calls([]))(
      "GET",
      "/collections/default/map",
    );
    expect(response.headers.get("etag")).toMatch(/^"[^"]+"$/);
    expect(response.headers.get("etag")).not.toContain(version);
  });

  it("does not tell a key with labels whether the collection still has a version", async () => {
    const asked: unknown[] = [];
    const key = keyOf({ scope: { kind: "labels", labels: [] } });
    const { call } = serverOf({ checkKey: async () => key, ...calls(asked) }, { isOpen: false });
    const headers = { authorization, "if-none-match": `"${version}"` };
    expect((await call("/api/v1/collections/default/map", { headers })).status).toBe(200);
    expect(asked).not.toContainEqual(expect.objectContaining({ unlessVersion: version }));
  });

  it("returns a vector for each question", async () => {
    const asked: unknown[] = [];
    const call = callerOf({}, calls(asked));
    const { body } = await call("POST", "/collections/default/map/questions", { questions: ["A key?"] });
    const placed = placedQuestionsSchema.parse(body);
    expect([placed.space, [...Buffer.from(placed.vectors.values, "base64")]]).toEqual([space, [127, 0]]);
    expect(asked).toEqual([[["A key?"], { collection: "default" }]]);
    expect((await call("POST", "/collections/default/map/questions", { questions: [] })).status).toBe(400);
  });
});
