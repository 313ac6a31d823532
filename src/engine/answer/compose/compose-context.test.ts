import fc from "fast-check";
import { describe, expect, it } from "vitest";
import type { Document, Hit, StageScore } from "../../../core/index.ts";
import { composeContext } from "./compose-context.ts";
import { cutNoise } from "./cut-noise.ts";
import { orderForEnds, orderPassages } from "./order-passages.ts";

const countTokens = (text: string) => text.split(/\s+/).filter((word) => word !== "").length;

function splitSentences(text: string) {
  return [...text.matchAll(/[^.]+\.?/g)].map(({ 0: { length }, index }) => ({ start: index, end: index + length }));
}

function documentOf(id: string, text: string, parts: Partial<Document> = {}): Document {
  return {
    id,
    collection: "default",
    uri: `file:///${id}`,
    title: id,
    mediaType: "text/plain",
    metadata: {},
    accessLabels: [],
    contentHash: `hash of ${id}`,
    loader: { id: "text", version: "1" },
    settingsFingerprint: "",
    addedAt: "2024-05-01T00:00:00.000Z",
    receipt: { pagesWithoutText: [], characters: text.length, tables: 0, chunks: 1, warnings: [] },
    text,
    elements: [],
    locations: [],
    ...parts,
  };
}

function hitOf(document: Document, rank: number, parts: Partial<Hit> = {}): Hit {
  const span = parts.span ?? { start: 0, end: document.text.length };
  return {
    chunkId: `${document.id}.${rank}`,
    documentId: document.id,
    title: document.title,
    uri: document.uri,
    text: document.text.slice(span.start, span.end),
    headingPath: [],
    rank,
    score: 1 / rank,
    stage: "fusion",
    explanation: { stages: [] },
    ...parts,
    span,
  };
}

const stage = (name: StageScore["stage"], score: number): StageScore => ({ stage: name, score, rank: 1, parts: [] });
const found = (...stages: StageScore[]) => hitOf(documentOf("d", "text"), 1, { explanation: { stages } });

function compose(documents: readonly Document[], hits: readonly Hit[], budgetTokens: number) {
  const byId = new Map(documents.map((document) => [document.id, document]));
  return composeContext({ hits, documents: byId, budgetTokens, countTokens, splitSentences });
}

describe("composeContext", () => {
  it("numbers passages from 1 in the order presented, the strongest at the two ends", () => {
    const documents = ["a", "b", "c", "d", "e"].map((id) => documentOf(id, `${id} text`));
    const hits = documents.map((document, index) => hitOf(document, index + 1));
    const { passages, tokens } = compose(documents, hits, 100);
    expect(passages.map(({ number, hit }) => `${number}${hit.documentId}`)).toEqual(["1a", "2c", "3e", "4d", "5b"]);
    expect(tokens).toBe(10);
  });

  it("skips hits that do not fit and takes those that do", () => {
    const documents = [documentOf("a", "one two"), documentOf("b", "one two three four"), documentOf("c", "one")];
    const hits = documents.map((document, index) => hitOf(document, index + 1));
    expect(compose(documents, hits, 3).passages.map(({ hit }) => hit.documentId)).toEqual(["a", "c"]);
  });

  it("cuts the first hit after its last sentence that fits", () => {
    const document = documentOf("a", "One two three. Four five six. Seven.");
    const { passages, tokens } = compose([document], [hitOf(document, 1)], 6);
    expect(passages[0]?.text).toBe("One two three. Four five six.");
    expect(passages[0]?.hit.span).toEqual({ start: 0, end: 29 });
    expect(tokens).toBe(6);
  });

  it("adds the header of a table, and counts its tokens if it lies outside the passage", () => {
    const text = "| drug | dose |\n| a | 5 |\n| b | 7 |";
    const header = { start: 0, end: 15 };
    const elements = [{ kind: "table", span: { start: 0, end: text.length }, header } as const];
    const document = documentOf("a", text, { elements });
    const { passages, tokens } = compose([document], [hitOf(document, 1, { span: { start: 26, end: 35 } })], 100);
    expect(passages[0]?.elements[0]?.headerText).toBe("| drug | dose |");
    expect(tokens).toBe(countTokens("| b | 7 |") + countTokens("| drug | dose |"));
  });

  it("skips a hit whose document is gone or has changed", () => {
    const document = documentOf("a", "new text");
    const changed = hitOf(documentOf("a", "old text"), 1);
    const gone = hitOf(documentOf("b", "gone"), 2);
    expect(compose([document], [changed, gone], 100)).toEqual({ passages: [], tokens: 0 });
  });

  it("never exceeds the budget, and quotes the documents byte by byte", () => {
    const sentences = fc.array(fc.stringMatching(/^[a-c ]{1,12}\.$/), { minLength: 1, maxLength: 6 });
    fc.assert(
      fc.property(fc.array(sentences, { maxLength: 6 }), fc.integer({ min: 0, max: 12 }), (texts, budget) => {
        const documents = texts.map((parts, index) => documentOf(String(index), parts.join(" ")));
        const hits = documents.map((document, index) => hitOf(document, index + 1));
        const { passages, tokens } = compose(documents, hits, budget);
        expect(tokens).toBeLessThanOrEqual(budget);
        expect(passages.reduce((sum, { text }) => sum + countTokens(text), 0)).toBe(tokens);
        for (const [index, { number, text, hit }] of passages.entries()) {
          expect(number).toBe(index + 1);
          expect(documents[Number(hit.documentId)]?.text.slice(hit.span.start, hit.span.end)).toBe(text);
        }
      }),
      { numRuns: 60 },
    );
  });
});

describe("cutNoise", () => {
  it("removes hits that the reranker considers noise, even the best by words", () => {
    const noise = { ...found(stage("words", 9)), reading: { relevance: -6, isNoise: true } };
    const read = { ...found(stage("words", 3)), reading: { relevance: 2, isNoise: false } };
    const unread = found(stage("words", 2));
    expect(cutNoise([noise, read, unread])).toEqual([read, unread]);
    expect(cutNoise([noise])).toEqual([]);
  });

  it("removes hits far below the best by words and by meaning", () => {
    const best = found(stage("words", 10), stage("vectors", 0.8));
    const byWords = found(stage("words", 4), stage("vectors", 0.5));
    const byMeaning = found(stage("vectors", 0.75));
    const noise = found(stage("words", 1), stage("vectors", 0.6));
    expect(cutNoise([best, byWords, byMeaning, noise])).toEqual([best, byWords, byMeaning]);
  });

  it("keeps hits of an engine that does not explain its ranking", () => {
    const hits = [found(), found(stage("words", 3))];
    expect(cutNoise(hits)).toEqual(hits);
  });

  it("keeps the best hit of each stage", () => {
    const stages = fc.record({
      words: fc.option(fc.float({ min: 0.125, max: 64, noNaN: true })),
      cosine: fc.float({ min: -1, max: 1, noNaN: true }),
    });
    fc.assert(
      fc.property(fc.array(stages, { minLength: 1, maxLength: 8 }), (list) => {
        const hits = list.map(({ words, cosine }) =>
          found(...(words === null ? [] : [stage("words", words)]), stage("vectors", cosine)),
        );
        const kept = cutNoise(hits);
        const best = Math.max(...list.map(({ cosine }) => cosine));
        expect(kept).toEqual(hits.filter((hit) => kept.includes(hit)));
        expect(kept.some(({ explanation }) => explanation.stages.at(-1)?.score === best)).toBe(true);
      }),
      { numRuns: 50 },
    );
  });
});

describe("orderPassages", () => {
  it("puts the best passage first, last, or at both ends, and loses none", () => {
    expect(orderPassages([1, 2, 3], "rank")).toEqual([1, 2, 3]);
    expect(orderPassages([1, 2, 3], "reverse")).toEqual([3, 2, 1]);
    expect(orderPassages([1, 2, 3], "ends")).toEqual([1, 3, 2]);
  });
});

describe("orderForEnds", () => {
  it("puts the weakest passages in the middle and loses none", () => {
    expect(orderForEnds([1, 2, 3, 4, 5, 6])).toEqual([1, 3, 5, 6, 4, 2]);
    fc.assert(
      fc.property(fc.uniqueArray(fc.nat()), (items) => {
        expect([...orderForEnds(items)].sort()).toEqual([...items].sort());
        expect(orderForEnds(items)[0]).toBe(items[0]);
      }),
    );
  });
});
