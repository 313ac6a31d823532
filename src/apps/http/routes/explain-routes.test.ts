import { describe, expect, it } from "vitest";
import type { AccessScope, Document } from "../../../core/index.ts";
import type { Lydian } from "../../../library/index.ts";
import { callerOf } from "../fixtures/server-of.ts";

const board: AccessScope = { kind: "labels", labels: ["board"] };
const document: Document = {
  id: "d1",
  collection: "handbook",
  uri: "file:///a.md",
  title: "A",
  mediaType: "text/markdown",
  metadata: {},
  accessLabels: [],
  contentHash: "0".repeat(64),
  loader: { id: "md", version: "1" },
  settingsFingerprint: "s",
  addedAt: "2026-01-02T00:00:00.000Z",
  text: "A",
  elements: [],
  locations: [],
  receipt: { pagesWithoutText: [], characters: 1, tables: 0, chunks: 1, warnings: [] },
};

describe("POST explain", () => {
  it("explains a document that the key may read, within its scope", async () => {
    const explained: unknown[] = [];
    const calls: Partial<Lydian> = {
      read: async (name) => (name === "a.md" ? document : undefined),
      explain: async (query, name, options) => {
        explained.push([query, name, options?.scope, options?.span]);
        return { query, collection: "handbook", document, hits: 3, chunks: [], warnings: [] };
      },
    };
    const call = callerOf({ scope: board }, calls);
    const asked = { query: "lost key", document: "a.md", span: { start: 0, end: 1 } };
    const { status, body } = await call("POST", "/collections/handbook/explain", asked);
    expect([status, body]).toMatchObject([200, { hits: 3, document: { id: "d1" } }]);
    expect(JSON.stringify(body)).not.toContain("settingsFingerprint");
    expect(explained).toEqual([["lost key", "d1", board, { start: 0, end: 1 }]]);
  });

  it("treats a document that the key may not read like a missing one", async () => {
    const scopes: unknown[] = [];
    const calls: Partial<Lydian> = {
      read: async (_name, options) => {
        scopes.push(options?.scope);
        return undefined;
      },
      explain: async () => {
        throw new Error("must not be asked");
      },
    };
    const call = callerOf({ scope: board }, calls);
    const { status, body } = await call("POST", "/collections/handbook/explain", { query: "x", document: "secret.md" });
    expect([status, body]).toMatchObject([404, { code: "document-not-found" }]);
    expect(scopes).toEqual([board]);
  });
});
