import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { readRephrasings } from "./read-rephrasings.ts";

const question = "What does a lost key cost?";

describe("readRephrasings", () => {
  it("reads one phrasing from each line, without list marks and quotation marks", () => {
    const text = '1. How much is a lost key?\n- "Price of a missing key"\nQuestion 3: What is the fee for a key?\n';
    expect(readRephrasings(text, question, 3)).toEqual([
      "How much is a lost key?",
      "Price of a missing key",
      "What is the fee for a key?",
    ]);
  });

  it("removes a number at the beginning only if it is a list mark", () => {
    expect(readRephrasings("10.5 mg of what?\n2) 1.5 million of whom?", question, 3)).toEqual([
      "10.5 mg of what?",
      "1.5 million of whom?",
    ]);
  });

  it("skips the question itself, repetitions, and lines that ask nothing", () => {
    const text = "Here are two ways:\nWHAT does a lost key cost\nHow much?\nHow much!\nkey\n{}\n[1] a b\n";
    expect(readRephrasings(text, question, 5)).toEqual(["How much?"]);
  });

  it("returns at most the requested number of short lines with words, whatever the model writes", () => {
    const piece = fc.constantFrom("1. ", "How much is it", "\n", '"', "a key", "x".repeat(200), "- ", ":", "?", "\t");
    const text = fc.oneof(
      fc.string(),
      fc.array(piece, { maxLength: 20 }).map((pieces) => pieces.join("")),
    );
    fc.assert(
      fc.property(text, fc.integer({ min: 1, max: 5 }), (said, count) => {
        const read = readRephrasings(said, question, count);
        expect(read.length).toBeLessThanOrEqual(count);
        expect(new Set(read.map((one) => one.toLowerCase())).size).toBe(read.length);
        for (const one of read) {
          expect(one.length).toBeLessThanOrEqual(300);
          expect(one).toMatch(/[\p{L}\p{N}]/u);
          expect(one).not.toContain("\n");
        }
      }),
    );
  });
});
