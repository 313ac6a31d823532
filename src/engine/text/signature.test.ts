import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { estimateSimilarity } from "./estimate-similarity.ts";
import { signText } from "./sign-text.ts";

const none = new Uint8Array();
const similarity = (one: string, other: string) =>
  estimateSimilarity(signText(one)?.bytes ?? none, signText(other)?.bytes ?? none);

/** Builds texts of words that do not repeat, so that shingles are equal only where the texts are. */
const numbered = (from: number, count: number) =>
  Array.from({ length: count }, (_, index) => `w${from + index}`).join(" ");

function shinglesOf(text: string): ReadonlySet<string> {
  const words = text.split(" ");
  const last = Math.max(0, words.length - 5);
  return new Set(Array.from({ length: last + 1 }, (_, start) => words.slice(start, start + 5).join(" ")));
}

function jaccard(one: string, other: string): number {
  const [left, right] = [shinglesOf(one), shinglesOf(other)];
  const shared = [...left].filter((shingle) => right.has(shingle)).length;
  return shared / (left.size + right.size - shared);
}

describe("signatures", () => {
  it("are the same however a text is cut into parts", () => {
    // Lone marks, letters that compose, a final sigma and wide digits, at every distance from the border of a part.
    const odd = "Ὀδυσσεύς ΟΔΥΣΣΕΥΣ e\u0301 \u0301a ＡＢ１２ ﬁn 가각 中文字 x\u00a8y İI ß";
    for (const length of [65_500, 65_530, 65_534, 65_536, 65_540, 131_072]) {
      const text = `${`${"w".repeat(3_999)} `.repeat(40).slice(0, length)} ${odd} ${odd}\n${odd}`;
      const blanks = text.replaceAll(" ", "\u2003").replaceAll("\n", "\u2003");
      // An em space is neither: that text is one part.
      expect(signText(text)).toEqual(signText(blanks));
      // Three blanks for one move every border to another word.
      expect(signText(text)).toEqual(signText(text.replaceAll(" ", "   ")));
    }
  });

  it("estimate the exact Jaccard similarity within five standard errors", () => {
    const word = fc.integer({ min: 0, max: 400 }).map((value) => `w${value}`);
    const words = fc.array(word, { minLength: 1, maxLength: 150 });
    fc.assert(
      fc.property(words, words, words, words, (start, middle, other, end) => {
        const one = [...start, ...middle, ...end].join(" ");
        const two = [...start, ...other, ...end].join(" ");
        const exact = jaccard(one, two);
        const error = Math.abs((similarity(one, two) ?? -1) - exact);
        expect(error).toBeLessThanOrEqual(5 * Math.sqrt((exact * (1 - exact)) / 120) + 0.02);
      }),
      { numRuns: 150 },
    );
  });

  it("estimate without bias: the errors cancel out over many pairs", () => {
    const errors = Array.from({ length: 60 }, (_, pair) => {
      const [one, two] = [numbered(pair * 1_000, 300), numbered(pair * 1_000 + 40, 300)];
      return (similarity(one, two) ?? 0) - jaccard(one, two);
    });
    expect(Math.abs(errors.reduce((sum, error) => sum + error, 0) / errors.length)).toBeLessThan(0.02);
  });

  it("give a similarity of 1 only for the same words, regardless of case, spaces, punctuation and ligatures", () => {
    expect(similarity("The ﬁrst – rule:\n\nno shoes, no service", "the first rule no SHOES no service")).toBe(1);
    const all = numbered(0, 2_000);
    expect(similarity(`${all} ${all}`, all)).toBe(0.99);
    expect(similarity("a b c", "a b d")).toBe(0);
    expect(similarity("one two", "two one")).toBe(0);
  });

  it("treat each character of a script without spaces as a word", () => {
    const text = "手术前请禁食八小时并停用抗凝药物直到医生另行通知为止";
    expect(similarity(text, text.replace("八", "九"))).toBeGreaterThan(0.4);
  });

  it("are repeatable, and undefined for a text without words", () => {
    expect(signText("ward rules of the clinic")).toEqual(signText("ward rules of the clinic"));
    // Stores contain these numbers, so a change of them needs a new version of the layout.
    expect(signText("ward rules of the clinic")?.bands[0]).toBe(365004851);
    expect([signText(""), signText(" –\n—")]).toEqual([undefined, undefined]);
  });

  it("share a band for near duplicates, and mostly not for other texts", () => {
    const shares = (one: string, other: string) => {
      const [left, right] = [signText(one)?.bands ?? [], signText(other)?.bands ?? []];
      expect(left).toHaveLength(20);
      return left.some((hash, band) => hash === right[band]);
    };
    const pairs = Array.from({ length: 40 }, (_, pair) => pair * 10_000);
    expect(pairs.every((from) => shares(numbered(from, 500), numbered(from + 40, 500)))).toBe(true);
    expect(pairs.some((from) => shares(numbered(from, 500), numbered(from + 450, 500)))).toBe(false);
  });

  it("are not compared with those of another version or length", () => {
    const { bytes } = signText("a text") ?? { bytes: none };
    const later = bytes.slice();
    later[0] = 2;
    expect([estimateSimilarity(bytes, later), estimateSimilarity(later, later)]).toEqual([undefined, undefined]);
    expect(estimateSimilarity(bytes, bytes.subarray(4))).toBeUndefined();
  });
});
