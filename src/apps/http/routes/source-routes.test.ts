import { describe, expect, it } from "vitest";
import { defined, type Job, type Source } from "../../../core/index.ts";
import type { Lydian } from "../../../library/index.ts";
import type { LydianServer } from "../../../server/index.ts";
import { callerOf } from "../fixtures/server-of.ts";

const source: Source = {
  collection: "handbook",
  uri: "file:///docs/",
  addedAt: "2026-01-02T00:00:00.000Z",
  options: { metadata: {}, metadataRules: [], accessLabels: [] },
};

function sourcesOf(removed: unknown[]): Partial<Lydian> {
  return {
    sources: async () => [{ ...source, documents: 3 }],
    removeSource: async (uri, options) => {
      removed.push([uri, options?.collection, options?.keep]);
      return { source, removed: [] };
    },
  };
}

const job: Job = {
  id: "job_1",
  collection: "handbook",
  task: { kind: "sync", sources: ["/srv/docs"] },
  status: "waiting",
  createdAt: source.addedAt,
  progress: { files: 0, embedded: 0 },
  outcomes: [],
};
const labelled = { permission: "admin", scope: { kind: "labels", labels: ["board"] } } as const;

describe("the sources of a collection", () => {
  it("are listed and removed only by administrators of all documents", async () => {
    const removed: unknown[] = [];
    for (const key of [{ permission: "read" }, { permission: "write" }, labelled] as const) {
      const call = callerOf(key, sourcesOf(removed));
      expect((await call("GET", "/collections/handbook/sources")).status).toBe(403);
      expect((await call("DELETE", "/collections/handbook/sources?uri=file:///docs/")).status).toBe(403);
    }
    const call = callerOf({ permission: "admin" }, sourcesOf(removed));
    const { body } = await call("GET", "/collections/handbook/sources");
    const told = { uri: "file:///docs/", documents: 3, addedAt: "2026-01-02T00:00:00.000Z", accessLabels: [] };
    expect(body).toEqual({ sources: [told] });
    expect((await call("DELETE", "/collections/handbook/sources?uri=file:///docs/&keep=true")).status).toBe(200);
    expect(removed).toEqual([["file:///docs/", "handbook", true]]);
  });

  it("are added and watched only by administrators of all documents, within the allowed folders", async () => {
    const asked: unknown[] = [];
    const watched = new Set<string>();
    const problem = { since: "2026-01-03T00:00:00.000Z", code: "source-unavailable", message: "It is away." };
    const calls: Partial<Lydian & LydianServer> = {
      sources: async () => [
        defined({
          ...source,
          documents: 3,
          watch: watched.has(source.uri) ? { since: source.addedAt, problem } : undefined,
        }),
      ],
      addSource: async (uri, { signal: _, ...options } = {}) => {
        asked.push([uri, options]);
        return { source: uri, job };
      },
      setWatched: async (uri, isWatched) => (isWatched ? watched.add(uri).size > 0 : watched.delete(uri)),
    };
    const path = "/collections/handbook/sources";
    const added = { uri: "/srv/docs", watch: true, accessLabels: ["board"] };
    for (const key of [{ permission: "write" }, labelled] as const)
      for (const [method, body] of [
        ["POST", added],
        ["PATCH", { uri: source.uri, watch: true }],
      ] as const)
        expect((await callerOf(key, calls)(method, path, body)).status).toBe(403);
    const limited = callerOf({ permission: "admin" }, calls, undefined, { allowedFolders: ["/srv"] });
    expect((await limited("POST", path, added)).status).toBe(202);
    expect(asked).toEqual([["/srv/docs", { collection: "handbook", isWatched: true, accessLabels: ["board"] }]]);
    expect((await limited("POST", path, { uri: "/etc" })).status).toBe(403);
    expect((await limited("POST", "/collections/handbook/jobs", { kind: "sync", sources: ["/etc"] })).status).toBe(403);
    const told = await limited("PATCH", path, { uri: source.uri, watch: true });
    expect([told.status, told.body]).toMatchObject([200, { uri: source.uri, watch: { problem } }]);
    expect((await limited("PATCH", path, { uri: source.uri, watch: false })).body).not.toHaveProperty("watch");
    expect((await limited("PATCH", path, { uri: "file:///other/", watch: true })).status).toBe(404);
  });
});
