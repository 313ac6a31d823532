import fc from "fast-check";
import { describe, expect, it } from "vitest";
import type { PreparedDocument } from "../load/prepare-document.ts";
import { groupDocuments } from "./group-documents.ts";

const limits = {
  maxFirstChunks: 1_000,
  maxChunks: 1_000,
  maxOriginalBytes: 1_000,
  maxSources: 3,
  maxAgeMs: 60_000,
};

function failed(uri: string): PreparedDocument {
  return { kind: "settled", outcome: { uri, outcome: "failed", code: "load-failed", message: "" } };
}

const uriOf = (prepared: PreparedDocument) => (prepared.kind === "settled" ? prepared.outcome.uri : "");

async function* offer(uris: readonly string[]): AsyncGenerator<PreparedDocument> {
  for (const uri of uris) yield failed(uri);
}

describe("groupDocuments", () => {
  it("keeps the order, loses no document, and never yields an empty or too large group", async () => {
    await fc.assert(
      fc.asyncProperty(fc.array(fc.string(), { maxLength: 20 }), async (uris) => {
        const groups: (readonly PreparedDocument[])[] = [];
        for await (const group of groupDocuments(offer(uris), limits)) groups.push(group);
        expect(groups.flat().map(uriOf)).toEqual(uris);
        expect(groups.every(({ length }) => length > 0 && length <= 3)).toBe(true);
      }),
      { numRuns: 50 },
    );
  });

  it("yields a group on time although the next document is still loading", async () => {
    let finish: () => void = () => undefined;
    const slow = new Promise<void>((resolve) => {
      finish = resolve;
    });
    async function* stuck(): AsyncGenerator<PreparedDocument> {
      yield failed("first");
      await slow;
      yield failed("second");
    }
    const groups = groupDocuments(stuck(), { ...limits, maxAgeMs: 1 });
    expect((await groups.next()).value?.map(uriOf)).toEqual(["first"]);
    finish();
    expect((await groups.next()).value?.map(uriOf)).toEqual(["second"]);
    expect((await groups.next()).done).toBe(true);
  });

  it("throws a failure of its source", async () => {
    async function* failing(): AsyncGenerator<PreparedDocument> {
      yield failed("first");
      throw new Error("stopped");
    }
    await expect(groupDocuments(failing(), limits).next()).rejects.toThrow("stopped");
  });
});
