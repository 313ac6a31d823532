import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { groupDocuments } from "./group-documents.ts";
import type { Prepared } from "./prepare-document.ts";

const limits = { firstChunks: 1_000, chunks: 1_000, originalBytes: 1_000, sources: 3, ageMs: 60_000 };

function failed(uri: string): Prepared {
  return { kind: "settled", outcome: { uri, outcome: "failed", code: "load-failed", message: "" } };
}

const uriOf = (prepared: Prepared) => (prepared.kind === "settled" ? prepared.outcome.uri : "");

async function* offer(uris: readonly string[]): AsyncGenerator<Prepared> {
  for (const uri of uris) yield failed(uri);
}

describe("groupDocuments", () => {
  it("keeps the order, loses nothing, and never gives an empty or too large group", async () => {
    await fc.assert(
      fc.asyncProperty(fc.array(fc.string(), { maxLength: 20 }), async (uris) => {
        const groups: (readonly Prepared[])[] = [];
        for await (const group of groupDocuments(offer(uris), limits)) groups.push(group);
        expect(groups.flat().map(uriOf)).toEqual(uris);
        expect(groups.every(({ length }) => length > 0 && length <= 3)).toBe(true);
      }),
      { numRuns: 50 },
    );
  });

  it("gives a group on time although the next document is still loading", async () => {
    let finish: () => void = () => undefined;
    const slow = new Promise<void>((resolve) => {
      finish = resolve;
    });
    async function* stuck(): AsyncGenerator<Prepared> {
      yield failed("first");
      await slow;
      yield failed("second");
    }
    const groups = groupDocuments(stuck(), { ...limits, ageMs: 1 });
    expect((await groups.next()).value?.map(uriOf)).toEqual(["first"]);
    finish();
    expect((await groups.next()).value?.map(uriOf)).toEqual(["second"]);
    expect((await groups.next()).done).toBe(true);
  });

  it("hands on a failure of its source", async () => {
    async function* failing(): AsyncGenerator<Prepared> {
      yield failed("first");
      throw new Error("stopped");
    }
    await expect(groupDocuments(failing(), limits).next()).rejects.toThrow("stopped");
  });
});
