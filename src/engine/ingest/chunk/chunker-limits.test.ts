import { readFileSync } from "node:fs";
import { Tokenizer } from "@huggingface/tokenizers";
import { describe, expect, it } from "vitest";
import { never } from "../../../core/index.ts";
import { createFakeEmbedder } from "../../../testing/fake-embedder.ts";
import { type ChunkerOptions, createChunker } from "./create-chunker.ts";

const countWords = (text: string): number => text.match(/\S+/g)?.length ?? 0;
const signal = never;
const chunkers = ["structure", "recursive", "semantic"] as const;
const { embedDocuments: embed } = createFakeEmbedder();
const sizes: ChunkerOptions = { chunker: "structure", maxTokens: 32, overlapTokens: 0 };
const repeat = (count: number): string => Array.from({ length: count }, (_, index) => `word${index}`).join(" ");

describe("the limits of every chunker", () => {
  it("counts the tokens of a long text a bounded number of times", async () => {
    for (const text of [
      repeat(20_000),
      "x".repeat(200_000),
      `${repeat(30)}. Then.\n`.repeat(2_000),
      "a\n\n".repeat(20_000),
    ]) {
      for (const chunker of chunkers) {
        let counted = 0;
        const countTokens = (part: string): number => {
          counted += part.length;
          return countWords(part);
        };
        await createChunker({ ...sizes, chunker, maxTokens: 400 }).chunk(
          { text, title: "", elements: [] },
          { countTokens, embed },
          signal,
        );
        expect(counted).toBeLessThan(10 * text.length);
      }
    }
  });

  it("cuts a section into more chunks than a call may have arguments", async () => {
    const count = 130_000;
    const paragraph = "The door seal costs 240 euros for a day.";
    const text = Array<string>(count).fill(paragraph).join("\n\n");
    const countTokens = (part: string): number => Math.ceil(part.length / 4);
    for (const chunker of ["structure", "recursive"] as const) {
      const drafts = await createChunker({ ...sizes, chunker, maxTokens: 16 }).chunk(
        { text, title: "", elements: [] },
        { countTokens },
        signal,
      );
      expect(drafts).toHaveLength(count);
    }
  });

  it("stays within the budget by the bundled model's tokenizer", async () => {
    const tokenizer = new Tokenizer(
      JSON.parse(readFileSync("models/bge-small-en-v1.5-int8/tokenizer.json", "utf8")),
      {},
    );
    const countTokens = (text: string): number => tokenizer.encode(text, { add_special_tokens: false }).ids.length;
    const text = readFileSync("LICENSE", "utf8");
    for (const chunker of chunkers) {
      const drafts = await createChunker({ chunker, maxTokens: 128, overlapTokens: 16 }).chunk(
        { text, title: "", elements: [] },
        { countTokens, embed },
        signal,
      );
      expect(drafts.length).toBeGreaterThan(15);
      for (const { span, tokens } of drafts) {
        expect(tokens).toBe(countTokens(text.slice(span.start, span.end)));
        expect(tokens).toBeLessThanOrEqual(128);
      }
    }
  });

  it("stops when its signal is aborted", async () => {
    const aborted = AbortSignal.abort(new Error("stop"));
    for (const chunker of chunkers) {
      const call = createChunker({ ...sizes, chunker }).chunk(
        { text: "a", title: "", elements: [] },
        { countTokens: countWords, embed },
        aborted,
      );
      await expect(call).rejects.toThrow("stop");
    }
  });

  it.each([
    [15, 0],
    [8193, 0],
    [100, 51],
    [100, -1],
    [100.5, 0],
  ])("refuses %d tokens with an overlap of %d", (maxTokens, overlapTokens) => {
    expect(() => createChunker({ chunker: "structure", maxTokens, overlapTokens })).toThrow(/^The chunker's/);
  });
});
