import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { normalizeText } from "./normalize-text.ts";

const marks = fc.constantFrom("\u0301", "\u0316", "\u0344", "\u034F", "\u05B0");
const mark = fc.tuple(marks, fc.integer({ min: 1, max: 700 })).map(([one, count]) => one.repeat(count));
const letter = fc.constantFrom("e", "a", "\uD55C", " ", "\n", "\r\n", "\0", "\uD800", "\uFEFF");
const text = fc.array(fc.oneof(letter, mark), { maxLength: 12 }).map((parts) => parts.join(""));

const tooManyMarks = /(?:(?!\u034F)\p{M}){129}/u;

describe("a normalised text", () => {
  it("is in NFC, and stays the same when it is normalised again", () => {
    fc.assert(
      fc.property(text, (raw) => {
        const normalized = normalizeText(raw);
        expect(normalized.normalize("NFC")).toBe(normalized);
        expect(normalizeText(normalized)).toBe(normalized);
      }),
    );
  });

  it("has at most 128 combining marks in a row, so that ordering them takes little time", () => {
    fc.assert(
      fc.property(text, (raw) => {
        expect(tooManyMarks.test(normalizeText(raw))).toBe(false);
      }),
    );
    expect(normalizeText(`e${"\u0301\u0316".repeat(300)}`).match(/\u034F/g)).toHaveLength(4);
  });

  it("keeps up to 128 marks in a row as they are", () => {
    const many = `x${"\u0316".repeat(128)}`;
    expect(normalizeText(many)).toBe(many);
  });
});
