import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { createAnalyzer, splitSentences } from "../text/index.ts";
import { createVerifier } from "./create-verifier.ts";
import { findEvidence } from "./find-evidence.ts";
import changed from "./fixtures/changed-facts.json" with { type: "json" };

const { signal } = new AbortController();
const analyzer = createAnalyzer();
const services = { analyze: (text: string) => analyzer.analyze(text, "en"), splitSentences };
const verifier = createVerifier(services);

/** Matches a word that would turn the line that it begins into a list item, a heading or a table row. */
const marker = /(?:^|\s)(?:[-*+•–#]+|\(?(?:\d{1,3}|[a-zA-Z])[.)]|\|\S*)(?=\s|$)/u;

/** Wraps running text like editors and e-mail programs; does not change other text. */
function wrap(text: string, width: number): string {
  const paragraphs = text.split(/\n\s*\n/u);
  return paragraphs
    .map((paragraph) => (marker.test(paragraph) ? paragraph : wrapParagraph(paragraph, width)))
    .join("\n\n");
}

function wrapParagraph(text: string, width: number): string {
  const lines: string[] = [];
  for (const word of text.trim().split(/\s+/u)) {
    const last = lines.at(-1);
    if (last !== undefined && last.length + 1 + word.length <= width) lines[lines.length - 1] = `${last} ${word}`;
    else lines.push(word);
  }
  return lines.join("\n");
}

const { texts, pairs } = changed;
const claim = fc
  .constantFrom(...pairs)
  .chain(({ text, twin, changed: other }) =>
    fc.record({ text: fc.constant(texts[text] ?? ""), sentence: fc.constantFrom(twin, other) }),
  );
const width = fc.integer({ min: 30, max: 120 });
const inOneLine = (text: string) => wrap(text, Number.POSITIVE_INFINITY);

describe("hard-wrapped text", () => {
  it("gives the same verdict as the text in one line, at any width", async () => {
    await fc.assert(
      fc.asyncProperty(claim, width, async ({ text, sentence }, columns) => {
        const judge = (evidence: string) => verifier.verify({ sentence, evidence: [evidence] }, signal);
        expect(await judge(wrap(text, columns))).toEqual(await judge(inOneLine(text)));
      }),
      { numRuns: 100 },
    );
  });

  it("gives the same verdict as the text in one line when the evidence is searched in it", async () => {
    await fc.assert(
      fc.asyncProperty(claim, width, async ({ text, sentence }, columns) => {
        const judge = (passage: string) => {
          const evidence = findEvidence(services, sentence, passage).map(({ start, end }) => passage.slice(start, end));
          return verifier.verify({ sentence, evidence }, signal);
        };
        expect(await judge(wrap(text, columns))).toEqual(await judge(inOneLine(text)));
      }),
      { numRuns: 100 },
    );
  });
});
