import { fileURLToPath } from "node:url";
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import type { Span } from "../../core/index.ts";
import { encodePair } from "./encode-pair.ts";
import { locateTokens } from "./locate-tokens.ts";
import { loadTokenizer } from "./model-tokenizer.ts";
import { readAnswers } from "./read-answers.ts";

const file = fileURLToPath(new URL("../../../models/evidence-minilm-l6-int8/tokenizer.json", import.meta.url));
const tokenizer = loadTokenizer(file, undefined);
const texts = fc.oneof(
  fc.string({ unit: "grapheme", maxLength: 80 }),
  fc
    .array(fc.constantFrom("8:30", "café", "E11.9", "(see", "東京都", "don't", "ﬁne", "A\u0301", "\n", "—", "🦊"))
    .map((words) => words.join(" ")),
);

const overlaps = (one: Span, other: Span) => one.start < other.end && other.start < one.end;

describe("loading a tokenizer", () => {
  it("shares one tokenizer between models with the same file, and rejects a file with another hash", () => {
    const embedderFile = file.replace("evidence-minilm-l6-int8", "bge-small-en-v1.5-int8");
    expect(loadTokenizer(embedderFile, undefined)).toBe(tokenizer);
    expect(() => loadTokenizer(embedderFile, "0".repeat(64))).toThrow("differs from the SHA-256");
  });
});

describe("locating tokens in a text", () => {
  it("returns the tokenizer's tokens in order, each with a span that is not blank", () => {
    fc.assert(
      fc.property(texts, (text) => {
        const located = locateTokens(text, tokenizer);
        expect(located.map(({ id }) => id)).toEqual(tokenizer.ids(text));
        let start = 0;
        for (const { span } of located) {
          expect(span.start).toBeGreaterThanOrEqual(start);
          expect(text.slice(span.start, span.end).trim()).not.toBe("");
          start = span.start;
        }
      }),
    );
  });

  it("separates words and punctuation as the tokenizer does", () => {
    const spans = locateTokens("at 8:30.", tokenizer).map(({ span }) => "at 8:30.".slice(span.start, span.end));
    expect(spans).toEqual(["at", "8", ":", "30", "."]);
  });
});

describe("encoding a question with a passage", () => {
  it("keeps every window within the limit, and reads the whole text if it fits four windows", () => {
    fc.assert(
      fc.property(
        texts,
        texts,
        fc.string({ maxLength: 60 }),
        fc.integer({ min: 24, max: 64 }),
        (text, question, title, maxTokens) => {
          const windows = encodePair({ tokenizer, maxTokens, maxQuestionTokens: 8 }, question, { title, text });
          const all = locateTokens(text, tokenizer);
          for (const { tokenIds, typeIds, textFrom, spans = [] } of windows) {
            expect(tokenIds.length).toBeLessThanOrEqual(maxTokens);
            expect(typeIds).toHaveLength(tokenIds.length);
            expect(
              tokenIds.slice(textFrom, textFrom + spans.length).every((id) => all.some((token) => token.id === id)),
            ).toBe(true);
          }
          if (windows.length < 4) expect(windows.at(-1)?.spans?.at(-1)).toEqual(all.at(-1)?.span);
        },
      ),
    );
  });
});

describe("reading answers from logits", () => {
  it("returns spans of the text without overlaps, best first, for any logits", () => {
    const number = fc.float({ min: -20, max: 20, noNaN: true });
    fc.assert(
      fc.property(texts, fc.infiniteStream(number), (text, numbers) => {
        const [window] = encodePair({ tokenizer, maxTokens: 64, maxQuestionTokens: 8 }, "who?", { title: "t", text });
        if (window === undefined) throw new Error("there is no window");
        const logits = Float32Array.from({ length: 2 * window.tokenIds.length }, () => numbers.next().value ?? 0);
        const answers = readAnswers(logits, window);
        expect(answers.length > 0).toBe((window.spans?.length ?? 0) > 0);
        for (const [rank, { span, score }] of answers.entries()) {
          expect(text.slice(span.start, span.end).trim()).not.toBe("");
          expect(score).toBeLessThanOrEqual(answers[rank - 1]?.score ?? score);
          for (const better of answers.slice(0, rank)) expect(overlaps(better.span, span)).toBe(false);
        }
      }),
    );
  });
});
