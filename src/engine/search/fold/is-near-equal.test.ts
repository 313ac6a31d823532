import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { findDifferences } from "./find-differences.ts";
import { isNearEqual } from "./is-near-equal.ts";
import { readPassage, readWords } from "./read-words.ts";

const free = () => undefined;
const nearEqual = (one: string, other: string, asked: ReadonlySet<string>) =>
  isNearEqual(readPassage(one), readPassage(other), asked, free);
const nothing: ReadonlySet<string> = new Set();
const dose =
  "Patients with acute otitis are given amoxicillin, 5 mg per kilogram, two times a day for 7 days; the nurse writes each dose into the ward book and tells the family what it was.";
const isEqual = (other: string, asked = nothing) => nearEqual(dose, other, asked);

describe("isNearEqual", () => {
  it.each([
    ["the case and the marks", dose.toUpperCase().replaceAll(",", " –")],
    ["an ordinary word", dose.replace("writes", "enters")],
    ["a word more", dose.replace("ward book", "large ward book")],
    ["an article", dose.replace("the ward", "a ward")],
  ])("ignores a difference in %s", (_, other) => {
    expect(isEqual(other)).toBe(true);
  });

  it.each([
    ["number", dose.replace("5 mg", "50 mg")],
    ["unit", dose.replace("5 mg", "5 ml")],
    ["unit by its name", dose.replace("7 days", "7 weeks")],
    ["number word", dose.replace("two times", "three times")],
    ["sign", dose.replace("5 mg", "-5 mg")],
    ["negation", dose.replace("are given", "are not given")],
    ["name", dose.replace("the nurse", "Nurse Okafor")],
    ["word of contrast", dose.replace("with acute", "without acute")],
    ["word that is only moved", dose.replace("ward book", "book ward")],
    ["code", dose.replace("the ward", "A-113")],
  ])("never treats texts with a different %s as equal", (_, other) => {
    expect([isEqual(other), nearEqual(other, dose, nothing)]).toEqual([false, false]);
  });

  it("distinguishes texts that differ in a word of the question", () => {
    const other = dose.replace("family", "porter");
    expect([isEqual(other), isEqual(other, new Set(["family"])), isEqual(other, new Set(["porter"]))]).toEqual([
      true,
      false,
      false,
    ]);
  });

  it("distinguishes short texts, and texts with too many differences", () => {
    expect(nearEqual("Bring the form along.", "Bring the letter along.", nothing)).toBe(false);
    expect(isEqual(dose.replace("writes", "enters").replace("family", "parents"))).toBe(false);
    const long = "word ".repeat(2_000);
    expect(nearEqual(long, long, nothing)).toBe(false);
  });

  it("never ignores a different number, date, code or name, wherever it is", () => {
    const plain: fc.Arbitrary<string> = fc.constantFrom(
      "ward",
      "nurses",
      "clean",
      "rooms",
      "carefully",
      "the",
      "daily",
      "forms",
    );
    const written = fc.oneof(
      fc.integer({ min: 0, max: 99_999 }).map(String),
      fc.float({ min: 0, max: 99, noNaN: true, noDefaultInfinity: true }).map((value) => value.toFixed(1)),
      fc.constantFrom("12 May 2024", "2024-05-12", "13 May 2024", "A-113", "B-113", "E11.9", "Okafor", "Raman", "5 mg"),
      fc.constantFrom("50 mg", "3 %", "eleven", "twelve", "not", "never", "$40", "€40", "1:30", "½"),
    );
    fc.assert(
      fc.property(
        fc.array(plain, { minLength: 45, maxLength: 90 }),
        fc.nat(),
        written,
        written,
        (words, at, one, two) => {
          fc.pre(one !== two);
          const put = (value: string) => words.toSpliced(at % words.length, 0, value).join(" ");
          expect(nearEqual(put(one), put(two), nothing)).toBe(false);
          expect(nearEqual(put(one), words.join(" "), nothing)).toBe(false);
          expect(nearEqual(put(one), put(one), nothing)).toBe(true);
        },
      ),
      { numRuns: 500 },
    );
  });

  it("never ignores two swapped numbers", () => {
    const [one, two] = ["Adults take 5 mg and children 50 mg", "Adults take 50 mg and children 5 mg"];
    const rest = " of the syrup, as the nurse has written into the book of the ward on the day before they came".repeat(
      3,
    );
    expect(nearEqual(one + rest, two + rest, nothing)).toBe(false);
  });
});

describe("findDifferences", () => {
  it("leaves the longest common subsequence on both sides", () => {
    const list = fc.array(fc.constantFrom("a", "b", "c", "d"), { maxLength: 14 });
    fc.assert(
      fc.property(list, list, (left, right) => {
        const differences = findDifferences(left, right, free);
        const kept = left.filter((_, index) => !differences.left.includes(index));
        expect(kept).toEqual(right.filter((_, index) => !differences.right.includes(index)));
        expect(kept.length).toBe(longest(left, right));
      }),
      { numRuns: 200 },
    );
  });
});

/** Returns the longest common subsequence, by trying both ways at each difference. */
function longest(left: readonly string[], right: readonly string[]): number {
  const [first, ...rest] = left;
  if (first === undefined || right.length === 0) return 0;
  const at = right.indexOf(first);
  return Math.max(longest(rest, right), at < 0 ? 0 : 1 + longest(rest, right.slice(at + 1)));
}

describe("readWords", () => {
  it("keeps the signs that distinguish numbers and codes", () => {
    expect(readWords("−3.5 °C, E11.9 (1:30) ≥ 5%: Größe")).toEqual([
      "−",
      "3.5",
      "°",
      "C",
      "E11.9",
      "1:30",
      "≥",
      "5",
      "%",
      "Größe",
    ]);
  });
});
