import fc from "fast-check";
import { describe, expect, it } from "vitest";
import type { ContextPassage, Span } from "../../core/index.ts";
import { type CitedDocument, checkCitations } from "./check-citations.ts";

function passageOf(text: string, span: Span, parts: Partial<ContextPassage> = {}): ContextPassage {
  const shown = text.slice(span.start, span.end);
  return {
    number: 1,
    text: shown,
    contentHash: "first",
    metadata: {},
    elements: [],
    hit: {
      chunkId: "d.1",
      documentId: "d",
      title: "Handbook",
      uri: "file:///handbook.md",
      span,
      text: shown,
      headingPath: [],
      rank: 1,
      score: 1,
      stage: "words",
      explanation: { stages: [] },
    },
    ...parts,
  };
}

const stored = (text: string, contentHash = "first"): CitedDocument => ({ text, contentHash, locations: [] });
const draftOf = (...spans: Span[]) => ({
  sentences: spans.map((span) => ({ text: "claim", evidence: [{ passage: 1, span }] })),
});

describe("the check of citations", () => {
  const text = "Open from 8:00. Closed on Sunday. | a | b |";
  const passage = passageOf(text, { start: 0, end: 33 });

  it("keeps a span whose stored text is what the answerer saw, with its place in the original", async () => {
    const location = { page: 3, boxes: [] };
    const document = { ...stored(text), locations: [{ span: { start: 0, end: 20 }, location }] };
    const [sentence] = await checkCitations(draftOf({ start: 0, end: 15 }), [passage], async () => document);
    expect(sentence?.citations).toEqual([
      {
        passage: 1,
        documentId: "d",
        span: { start: 0, end: 15 },
        quote: "Open from 8:00.",
        contentHash: "first",
        location,
      },
    ]);
  });

  it("drops citations of a document that has changed or was removed", async () => {
    const draft = draftOf({ start: 0, end: 15 });
    expect(await checkCitations(draft, [passage], async () => undefined)).toEqual([]);
    expect(await checkCitations(draft, [passage], async () => stored(text, "second"))).toEqual([]);
    expect(await checkCitations(draft, [passage], async () => stored(`!${text.slice(1)}`))).toEqual([]);
  });

  it("drops spans that the answerer did not see: outside the passage, of no passage, or empty", async () => {
    for (const span of [
      { start: 20, end: 40 },
      { start: -1, end: 5 },
      { start: 5, end: 5 },
      { start: 9, end: 3 },
      { start: 0.5, end: 3 },
    ]) {
      expect(await checkCitations(draftOf(span), [passage], async () => stored(text))).toEqual([]);
    }
    const unknown = { sentences: [{ text: "claim", evidence: [{ passage: 7, span: { start: 0, end: 4 } }] }] };
    expect(await checkCitations(unknown, [passage], async () => stored(text))).toEqual([]);
  });

  it("keeps a table's header that is outside the passage", async () => {
    const header = { start: 34, end: 43 };
    const elements = [{ kind: "table", span: header, header, headerText: "| a | b |" } as const];
    const withTable = passageOf(text, { start: 0, end: 33 }, { elements });
    const [sentence] = await checkCitations(draftOf(header), [withTable], async () => stored(text));
    expect(sentence?.citations[0]?.quote).toBe("| a | b |");
  });

  it("drops spans that cut a character in half", async () => {
    const emoji = "a😀b";
    const whole = passageOf(emoji, { start: 0, end: 4 });
    expect(await checkCitations(draftOf({ start: 0, end: 2 }), [whole], async () => stored(emoji))).toEqual([]);
    expect(await checkCitations(draftOf({ start: 0, end: 3 }), [whole], async () => stored(emoji))).toHaveLength(1);
  });

  it("reads each document once", async () => {
    let reads = 0;
    await checkCitations(draftOf({ start: 0, end: 4 }, { start: 5, end: 9 }), [passage], async () => {
      reads++;
      return stored(text);
    });
    expect(reads).toBe(1);
  });

  it("keeps only byte-exact quotes after any edit of the document", async () => {
    const alphabet = fc.constantFrom("a", "b", " ", "é", "😀", "\n");
    const texts = fc.array(alphabet, { minLength: 1, maxLength: 30 });
    await fc.assert(
      fc.asyncProperty(texts, texts, fc.nat(30), fc.nat(30), fc.nat(30), async (characters, inserted, at, from, to) => {
        const before = characters.join("");
        // By whole characters: a stored text never holds half of one.
        const after = [...characters.slice(0, at), ...inserted, ...characters.slice(at + inserted.length)].join("");
        const seen = passageOf(before, { start: 0, end: before.length });
        const span = { start: Math.min(from, to), end: Math.max(from, to) };
        const checked = await checkCitations(draftOf(span), [seen], async () => stored(after));
        const shown = checked.flatMap(({ citations }) => citations);
        for (const { quote, span: cited } of shown) {
          expect(after.slice(cited.start, cited.end)).toBe(quote);
          expect(quote).toBe(before.slice(cited.start, cited.end));
          expect(quote).not.toBe("");
          expect(encodeURIComponent(quote)).not.toBe("");
        }
        const holds = span.end > span.start && span.end <= before.length;
        const unchanged = after.slice(span.start, span.end) === before.slice(span.start, span.end);
        if (shown.length > 0) expect(holds && unchanged).toBe(true);
      }),
      { numRuns: 200 },
    );
  });
});
