import { describe, expect, it } from "vitest";
import { everything, never, type SignedDocument } from "../../core/index.ts";
import { signText } from "../../engine/text/index.ts";
import { countTurns } from "../../testing/count-turns.ts";
import { findNearDuplicates } from "./find-near-duplicates.ts";

describe("near duplicates of many documents that are alike", () => {
  const signature = signText("Every note of the clinic says the same, word for word.")?.bytes ?? new Uint8Array();
  const documents: readonly SignedDocument[] = Array.from({ length: 200 }, (_, number) => ({
    documentId: `d${number}`,
    uri: `file:///${number}.txt`,
    signature,
  }));
  const ids = documents.map(({ documentId }) => documentId);

  it("are looked up one at a time, so that other calls have their turn after 200 comparisons", async () => {
    const sizes: number[] = [];
    const store = {
      signatures: async (query: { readonly ids: readonly string[] }) => new Map(query.ids.map((id) => [id, signature])),
      sharedBands: async (query: { readonly ids: readonly string[] }) => {
        sizes.push(query.ids.length * documents.length);
        return new Map(query.ids.map((id) => [id, documents.filter(({ documentId }) => documentId !== id)]));
      },
    };
    const query = { collection: "default", scope: everything, ids };
    const { result, turns } = await countTurns(() => findNearDuplicates(store, query, never));
    expect(Math.max(...sizes)).toBeLessThanOrEqual(200);
    expect(turns).toBeGreaterThanOrEqual(sizes.length - 1);
    expect(result.size).toBe(200);
    expect(result.get("d0")).toHaveLength(20);
    expect(result.get("d0")?.[0]).toMatchObject({ uri: "file:///1.txt", similarity: 1 });
  });
});
