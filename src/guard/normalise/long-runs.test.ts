import { describe, expect, it } from "vitest";
import { foldTokens } from "../matching/fold-tokens.ts";
import { splitTokens } from "../matching/personal-data/sequence/split-tokens.ts";
import { normaliseText } from "./normalise-text.ts";

const text = `→ ${"é".repeat(4_990_000)} pump`;

describe("a text with a word of five million letters", () => {
  it("is normalised, and its other words are found", () => {
    expect(normaliseText({ text, steps: [], toOriginal: (span) => span }).text).toBe(text);
    expect(foldTokens(text).at(-1)?.word).toBe("pump");
    expect(splitTokens(text).texts.at(-1)).toBe("pump");
  });
});
