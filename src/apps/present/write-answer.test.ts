import fc from "fast-check";
import { describe, expect, it } from "vitest";
import type { Citation, Claim, Grounded, Hit, LydianEvent } from "../../core/index.ts";
import { readWritten } from "./read-written.ts";
import { streamAnswer } from "./stream-answer.ts";
import { writeAnswer } from "./write-answer.ts";

const hit: Hit = {
  chunkId: "c1",
  documentId: "d1",
  title: "Fees",
  uri: "memo:fees",
  span: { start: 0, end: 9 },
  text: "It is €40.",
  headingPath: ["Fees", "Late"],
  location: { page: 3, boxes: [] },
  rank: 1,
  score: 1,
  stage: "words",
  explanation: { stages: [] },
};
const base = {
  schemaVersion: 1,
  id: "a1",
  question: "What?",
  collection: "default",
  createdAt: "2025-01-01T00:00:00.000Z",
  warnings: [],
  usage: { contextTokens: 1 },
  trace: [],
} as const;

interface Sentence {
  readonly text: string;
  readonly layout: "sentence" | "line";
  readonly verdict: Claim["verdict"];
  /** Numbers of the passages in the context. */
  readonly passages: readonly number[];
}

function separatorBetween(before: Sentence["layout"] | undefined, layout: Sentence["layout"]): string {
  if (before === undefined) return "";
  return before === "line" || layout === "line" ? "\n" : " ";
}

/** Builds an answer like `ask`, with sources numbered in the order of their first citation. */
function answerOf(sentences: readonly Sentence[]): Grounded {
  const numbers = new Map<number, number>();
  const claims: Claim[] = [];
  const citations: Citation[] = [];
  let text = "";
  for (const [index, { text: sentence, layout, verdict, passages }] of sentences.entries()) {
    text += separatorBetween(sentences[index - 1]?.layout, layout);
    const span = { start: text.length, end: text.length + sentence.length };
    text += sentence;
    const first = citations.length;
    for (const passage of passages) {
      if (!numbers.has(passage)) numbers.set(passage, numbers.size + 1);
      citations.push({
        number: numbers.get(passage) ?? 0,
        answerSpan: span,
        documentId: "d1",
        span: hit.span,
        quote: sentence,
        contentHash: "0".repeat(64),
      });
    }
    claims.push({ span, verdict, why: "so", citations: passages.map((_, offset) => first + offset) });
  }
  const passages = [...numbers.values()].map((number) => ({ number, hit, text: hit.text }));
  return { ...base, status: "grounded", text, claims, citations, confidence: 1, answeredBy: "x", passages };
}

function eventOf({ passages, ...sentence }: Sentence): Extract<LydianEvent, { readonly type: "sentence-checked" }> {
  const citations = passages.map((passage) => ({ passage, documentId: "d1", span: hit.span, quote: "" }));
  return { type: "sentence-checked", answerId: "a1", why: "so", ...sentence, citations };
}

const sentences = fc.array(
  fc.record({
    text: fc.string({ minLength: 1, maxLength: 20 }).map((text) => `${text}.`),
    layout: fc.constantFrom<Sentence["layout"]>("sentence", "line"),
    verdict: fc.constantFrom<Claim["verdict"]>("supported", "contradicted", "unmeasured"),
    passages: fc.uniqueArray(fc.integer({ min: 1, max: 9 }), { minLength: 1, maxLength: 3 }),
  }),
  { minLength: 1, maxLength: 6 },
);

describe("writeAnswer and streamAnswer", () => {
  it("put source numbers after the sentences, and the sources with their places below them", () => {
    const one: Sentence = { text: "It is €40.", layout: "sentence", verdict: "supported", passages: [7] };
    const other: Sentence = { text: "Pay now.", layout: "sentence", verdict: "contradicted", passages: [7, 2] };
    expect(writeAnswer(answerOf([one, other])).text).toBe(
      "It is €40. [1] Pay now. [1] [2] (contradicted: so)\n\nSources:\n- [1] Fees — Late, page 3 (memo:fees)\n- [2] Fees — Late, page 3 (memo:fees)",
    );
  });

  it("print both sides of a conflict, and which is newer", () => {
    const side = { documentId: "d1", span: hit.span, contentHash: "0".repeat(64), uri: "memo:a" };
    const sides = [
      { ...side, quote: "It is €40.", title: "Fees", version: "2025" },
      { ...side, quote: "It is €25.", title: "Old fees", version: "2023" },
    ] as const;
    const answer = answerOf([{ text: "It is €40.", layout: "sentence", verdict: "supported", passages: [1] }]);
    const { text } = writeAnswer({
      ...answer,
      conflicts: [{ kind: "quantity", why: "so", sides: [...sides], newer: 0 }],
    });
    expect(text).toContain("The documents disagree:\n- Fees (2025, newer): “It is €40.” (memo:a)\n- Old fees (2023): ");
  });

  it("print the reason for an abstention and the nearest passages", () => {
    const nearest = [{ number: 1, hit, text: "It\nis €40." }];
    const written = writeAnswer({ ...base, status: "abstained", reason: "below-threshold", passages: [], nearest });
    expect(written).toEqual({
      text: "Lydian is not sure enough to answer. The passages found come close, but the evidence is too weak.\n\nThe nearest passages:\n- Fees — Late, page 3: “It is €40.” (memo:fees)",
      cited: [],
    });
  });

  it("report the span of each sentence", () => {
    fc.assert(
      fc.property(sentences, (given) => {
        const { text, cited } = writeAnswer(answerOf(given));
        const told = given.flatMap((sentence) => sentence.passages.map(() => sentence.text));
        expect(cited).toHaveLength(told.length);
        for (const [index, { span, number }] of cited.entries()) {
          const part = text.slice(span.start, span.end);
          expect(part.startsWith(told[index] ?? "?")).toBe(true);
          expect(part.slice(told[index]?.length)).toContain(` [${number}]`);
        }
      }),
    );
  });

  it("stream pieces that together are the whole text", () => {
    fc.assert(
      fc.property(sentences, fc.nat(6), (given, streamed) => {
        const stream = streamAnswer();
        const bits = given.slice(0, streamed).map((sentence) => stream.sentence(eventOf(sentence)));
        const { rest, written } = stream.finish(answerOf(given));
        expect([...bits, rest].join("")).toBe(written.text);
        expect(written).toEqual(writeAnswer(answerOf(given)));
      }),
    );
  });

  it("withdraw streamed sentences that are not in the answer, and still report the spans of the others", () => {
    const stream = streamAnswer();
    const told: Sentence = { text: "It is €25.", layout: "sentence", verdict: "supported", passages: [1] };
    const bit = stream.sentence(eventOf(told));
    const { rest, written } = stream.finish(answerOf([{ ...told, text: "It is €40." }]));
    expect(bit + rest).toBe(written.text);
    expect(written.text).toContain("It is €25. [1]\n\nThe text above is withdrawn.\n\nIt is €40. [1]");
    const [cited] = written.cited;
    expect(written.text.slice(cited?.span.start, cited?.span.end)).toBe("It is €40. [1]");
  });
});

describe("readWritten", () => {
  it("returns the sentences of a written answer, and nothing for an abstention", () => {
    const said = answerOf([
      { text: "It is €40.", layout: "sentence", verdict: "supported", passages: [1, 2] },
      { text: "Pay [now] in 2025.", layout: "sentence", verdict: "supported", passages: [3] },
    ]);
    expect(readWritten(writeAnswer(said).text)).toBe(said.text);
    expect(readWritten("The documents do not say. No passage is relevant to the question.")).toBeUndefined();
    expect(readWritten("Sure! Two\n\nparagraphs.")).toBe("Sure! Two\n\nparagraphs.");
    expect(readWritten(" ")).toBeUndefined();
  });
});
