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

  it("is the same whether it is long or short", () => {
    const filler = (length: number) => "ab ".repeat(Math.ceil(length / 3)).slice(0, length);
    fc.assert(
      fc.property(text, fc.integer({ min: 0, max: 12 }), (raw, before) => {
        // The piece of a long text ends within `raw`, or near it.
        const start = filler(65_535 - before);
        const normalized = normalizeText(`${start}x${raw}x`);
        expect(normalized.startsWith(start)).toBe(true);
        expect(normalized.slice(start.length)).toBe(normalizeText(`x${raw}x`));
      }),
      { numRuns: 300 },
    );
  });

  it.each([
    ["x".repeat(65_535), "\r\n", "\n"],
    ["x".repeat(65_535), "e\u0301", "é"],
    ["x".repeat(65_536), "\u1100\u1161", "가"],
  ])("joins the end of a piece to the next", (before, raw, normalized) => {
    expect(normalizeText(`${before}${raw} y`)).toBe(`${before}${normalized} y`);
  });

  it("is the same string if it is in its normal form", () => {
    const plain = "Größe 5 µm.\n".repeat(20_000);
    expect(normalizeText(plain)).toBe(plain);
    expect(normalizeText(`${plain}日本語`)).toBe(`${plain}日本語`);
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
