import { describe, expect, it } from "vitest";
import type { Embedder } from "../../core/index.ts";
import { rememberQueries } from "./remember-queries.ts";

const { signal } = new AbortController();

function countingEmbedder(asked: string[]): Embedder {
  return {
    space: { model: "fake", dimensions: 1, fingerprint: "fake" },
    maxTokens: 512,
    countTokens: (text) => text.length,
    embedDocuments: async (texts) => texts.map(() => Float32Array.of(1)),
    embedQuery: async (text) => {
      asked.push(text);
      if (text === "fails") throw new Error("no vector");
      return Float32Array.of(text.length);
    },
    close: async () => undefined,
  };
}

describe("rememberQueries", () => {
  it("computes the vector of a repeated query only once", async () => {
    const asked: string[] = [];
    const embedder = rememberQueries(countingEmbedder(asked));
    expect(await embedder.embedQuery("four", signal)).toEqual(Float32Array.of(4));
    expect(await embedder.embedQuery("four", signal)).toEqual(Float32Array.of(4));
    expect(asked).toEqual(["four"]);
  });

  it("forgets the least recently used query, and does not remember a failure", async () => {
    const asked: string[] = [];
    const embedder = rememberQueries(countingEmbedder(asked), 8);
    for (const text of ["a", "b", "c", "d", "e", "f", "g", "h", "a", "i", "a", "b"])
      await embedder.embedQuery(text, signal);
    expect(asked.join("")).toBe("abcdefghib");
    await expect(embedder.embedQuery("fails", signal)).rejects.toThrow("no vector");
    await expect(embedder.embedQuery("fails", signal)).rejects.toThrow("no vector");
  });
});
