import { describe, expect, it } from "vitest";
import type { AccessScope, Document } from "../../../core/index.ts";
import type { Lydian } from "../../../library/index.ts";
import { grounded } from "../fixtures/example-answers.ts";
import { callerOf } from "../fixtures/server-of.ts";

const board: AccessScope = { kind: "labels", labels: ["board"] };
const text = "A lost key costs €15.";

function documentOf(contentHash: string, uri = "file:///a.md"): Document {
  return {
    id: "d1",
    collection: "handbook",
    uri,
    title: "A",
    mediaType: "text/markdown",
    metadata: {},
    accessLabels: [],
    contentHash,
    loader: { id: "md", version: "1" },
    settingsFingerprint: "s",
    addedAt: "2026-01-02T00:00:00.000Z",
    text,
    locations: [],
    elements: [{ kind: "paragraph", span: { start: 0, end: text.length } }],
    receipt: { pagesWithoutText: [], characters: text.length, tables: 0, chunks: 1, warnings: [] },
  };
}

function library(document: () => Document) {
  const scopes: unknown[] = [];
  const calls: Partial<Lydian> = {
    list: async () => [document()],
    read: async () => document(),
    ask: async (_question, options) => {
      scopes.push(options?.scope);
      return grounded({ start: 0, end: text.length });
    },
  };
  return { calls, scopes };
}

describe("example questions", () => {
  it("are found once per scope, and again when the documents have changed", async () => {
    let hash = "0".repeat(64);
    const { calls, scopes } = library(() => documentOf(hash));
    const call = callerOf({ scope: board }, calls);
    for (let times = 0; times < 3; times++) {
      const { status, body } = await call("GET", "/collections/handbook/examples");
      expect([status, body]).toEqual([200, { questions: ["What does a lost key cost?"] }]);
    }
    expect(scopes).toEqual([board]);
    hash = "1".repeat(64);
    await call("GET", "/collections/handbook/examples");
    expect(scopes).toEqual([board, board]);
  });

  it("come only from the named documents", async () => {
    const { calls } = library(() => documentOf("0".repeat(64)));
    const call = callerOf({}, calls);
    expect((await call("GET", "/collections/handbook/examples?documents=d2,d3")).body).toEqual({ questions: [] });
    expect((await call("GET", "/collections/handbook/examples?documents=d2,d1")).body).toEqual({
      questions: ["What does a lost key cost?"],
    });
  });
});
