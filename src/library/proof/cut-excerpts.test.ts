import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { cutExcerpts } from "./cut-excerpts.ts";
import { findQuote } from "./find-quote.ts";
import { hashText } from "./hash-text.ts";

const word = fc.constantFrom("key", "fee", "€40", "Größe", "🦊", "\n\n", "\n", "a lost key costs fifteen euros");
const texts = fc.array(word, { minLength: 1, maxLength: 400 }).map((words) => words.join(" "));
const parts = fc.tuple(texts, fc.array(fc.tuple(fc.nat(), fc.nat(80)), { minLength: 1, maxLength: 5 }));

const spansIn = (text: string, places: readonly (readonly [number, number])[]) =>
  places.map(([at, length]) => {
    const start = at % text.length;
    return { start, end: Math.min(text.length, start + length) };
  });

describe("excerpts", () => {
  it("contain each cited span, equal the text at their place, and do not touch each other", () => {
    fc.assert(
      fc.property(parts, ([text, places]) => {
        const spans = spansIn(text, places);
        const excerpts = cutExcerpts({ id: "d", text }, spans);
        for (const { span, text: said, hash } of excerpts) {
          expect(said).toBe(text.slice(span.start, span.end));
          expect(hash).toBe(hashText(said));
        }
        for (const span of spans)
          expect(excerpts.some((one) => one.span.start <= span.start && span.end <= one.span.end)).toBe(true);
        for (const [index, one] of excerpts.entries())
          expect(one.span.start).toBeGreaterThan(excerpts[index - 1]?.span.end ?? -1);
      }),
    );
  });

  it("end with their paragraph, or else between two words", () => {
    const text = `Before.\n\nThe key costs 15 euros. ${"Ask at the desk. ".repeat(40)}\n\nBehind.`;
    const [excerpt] = cutExcerpts({ id: "d", text }, [{ start: 9, end: 33 }]);
    expect(excerpt?.text).toMatch(/^The key costs 15 euros\. .*(Ask|at|the|desk\.)$/);
  });
});

describe("a quote in another version", () => {
  it("is found only where the text contains exactly its words", () => {
    fc.assert(
      fc.property(parts, texts, ([text, places], before) => {
        const [span = { start: 0, end: 0 }] = spansIn(text, places);
        const quoted = { documentId: "d", span, quote: text.slice(span.start, span.end) };
        const now = `${before}\n${text}`;
        const found = findQuote(now, quoted, cutExcerpts({ id: "d", text }, [span]));
        if (found === undefined) return;
        expect(now.slice(found.start, found.end)).toBe(quoted.quote);
      }),
    );
  });

  it("is found wherever it has moved if it is a whole sentence", () => {
    const quote = "A lost key costs 15 euros.";
    const quoted = { documentId: "d", span: { start: 0, end: quote.length }, quote };
    expect(findQuote(`Hello. ${quote}`, quoted, [])).toEqual({ start: 7, end: 7 + quote.length });
    expect(findQuote(`Hello. X${quote}`, quoted, [])).toBeUndefined();
    expect(findQuote("A lost key costs 25 euros.", quoted, [])).toBeUndefined();
  });
});
