import { describe, expect, it } from "vitest";
import type { Lydian, Source } from "../../../index.ts";
import { callerOf } from "../fixtures/server-of.ts";

const source: Source = {
  ...{ collection: "handbook", uri: "file:///docs/", addedAt: "2026-01-02T00:00:00.000Z" },
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

describe("the sources of a collection", () => {
  it("are told and forgotten only to administrators of all documents", async () => {
    const removed: unknown[] = [];
    const labelled = { permission: "admin", scope: { kind: "labels", labels: ["board"] } } as const;
    for (const key of [{ permission: "read" }, { permission: "write" }, labelled] as const) {
      const call = callerOf(key, sourcesOf(removed));
      expect((await call("GET", "/collections/handbook/sources")).status).toBe(403);
      expect((await call("DELETE", "/collections/handbook/sources?uri=file:///docs/")).status).toBe(403);
    }
    const call = callerOf({ permission: "admin" }, sourcesOf(removed));
    const { body } = await call("GET", "/collections/handbook/sources");
    expect(body).toEqual({ sources: [{ uri: "file:///docs/", documents: 3, addedAt: "2026-01-02T00:00:00.000Z" }] });
    expect((await call("DELETE", "/collections/handbook/sources?uri=file:///docs/&keep=true")).status).toBe(200);
    expect(removed).toEqual([["file:///docs/", "handbook", true]]);
  });
});
