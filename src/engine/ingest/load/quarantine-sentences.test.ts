import fc from "fast-check";
import { describe, expect, it } from "vitest";
import type { GuardSpan, GuardVerdict, Span } from "../../../core/index.ts";
import { splitSentences } from "../../text/index.ts";
import { blackOutSpans, findTainted, warnOfQuarantine } from "./quarantine-sentences.ts";

const verdictOf = (spans: readonly GuardSpan[], action: GuardVerdict["action"] = "quarantine"): GuardVerdict => ({
  guard: "injection",
  version: "1",
  verdict: "fail",
  action,
  score: 1,
  threshold: 0.5,
  spans,
  durationMs: 0,
});
const quarantine = (text: string, verdicts: readonly GuardVerdict[]) => {
  const tainted = findTainted(text, verdicts);
  const spans = tainted.map(({ span }) => span);
  return { text: blackOutSpans(text, spans), warnings: warnOfQuarantine(tainted), spans };
};
const place = (start: number, end: number): GuardSpan => ({ start, end, type: "OVERRIDE", evidence: "rule" });

/** Returns the sentences that overlap a place, each with the white space after it. */
function sentencesWith(text: string, places: readonly Span[]): readonly Span[] {
  const starts = [
    0,
    ...splitSentences(text)
      .slice(1)
      .map(({ start }) => start),
  ];
  return starts
    .map((start, index) => ({ start, end: starts[index + 1] ?? text.length }))
    .filter((sentence) => places.some(({ start, end }) => start < sentence.end && end > sentence.start));
}

describe("the quarantine of sentences", () => {
  it("leaves out whole sentences, and warns of each with its place", () => {
    const text = "One. Two two. Three. Four.";
    const { text: kept, warnings } = quarantine(text, [verdictOf([place(6, 7), place(22, 23)])]);
    expect(kept).toBe("One. █████████Three. █████");
    expect(warnings).toEqual([
      {
        code: "sentence-quarantined",
        message: "The guard injection quarantined a sentence: OVERRIDE. It is not found or shown.",
        span: { start: 5, end: 14 },
      },
      expect.objectContaining({ span: { start: 21, end: 26 } }),
    ]);
  });

  it("leaves a text to its caller if no verdict quarantines a place", () => {
    expect(findTainted("One.", [verdictOf([])])).toEqual([]);
    expect(findTainted("One.", [verdictOf([place(0, 1)], "redact")])).toEqual([]);
  });

  it("warns of at most 100 sentences, and of the number of others", () => {
    const text = "A b c. ".repeat(150);
    const { warnings } = quarantine(text, [verdictOf([place(0, text.length)])]);
    expect(warnings).toHaveLength(101);
    expect(warnings.at(-1)?.message).toBe("50 more sentences are quarantined.");
  });

  it("keeps the length and the lines, and nothing of a place, wherever it is", () => {
    const pieces = fc.array(fc.constantFrom("Ab", " ", ". ", "\n", "\n\n", "| x |", "é", "🙂"), {
      minLength: 1,
      maxLength: 40,
    });
    fc.assert(
      fc.property(pieces, fc.array(fc.tuple(fc.nat(), fc.nat()), { minLength: 1, maxLength: 3 }), (parts, places) => {
        const text = parts.join("");
        const spans = places.map(([one, other]) => {
          const start = one % text.length;
          return place(start, start + 1 + (other % (text.length - start)));
        });
        const { text: kept, spans: tainted } = quarantine(text, [verdictOf(spans)]);
        expect(kept).toHaveLength(text.length);
        expect(tainted).toEqual(sentencesWith(text, spans));
        for (const { start, end } of spans) expect(kept.slice(start, end)).toMatch(/^[█\n]*$/);
        for (const [index, unit] of [...text.split("")].entries()) {
          if (unit === "\n") expect(kept.charAt(index)).toBe("\n");
        }
      }),
      { numRuns: 1_000 },
    );
  });
});
