import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { answer, hours, type Source } from "./fixtures/ask-extractive.ts";
import type { ExtractiveServices } from "./weigh-evidence.ts";

describe("createExtractiveAnswerer with a reranker that points at answers", () => {
  const text = "The key is kept by Ines. The key is kept by the desk.";
  const embedder = {
    embedQuery: async () => new Float32Array([1]),
    embedDocuments: async (texts: readonly string[]) => texts.map(() => new Float32Array([0.8])),
  };
  const pointingAt = (words: string, score = 6): Source => {
    const start = text.indexOf(words);
    const answers = [{ span: { start, end: start + words.length }, score }];
    return { text, cosine: 0.8, reading: { relevance: 5, answers } };
  };
  const rerankerId = "evidence-minilm-l6-int8";
  const asked = "Who keeps the key?";
  const first = async (source: Source, parts: Partial<ExtractiveServices>) =>
    (await answer(asked, [source], { embedder, ...parts })).sentences[0]?.text;

  it("shows the sentence that the reranker points at, of two with the same words", async () => {
    expect(await first(pointingAt("Ines"), { rerankerId })).toBe("The key is kept by Ines.");
    expect(await first(pointingAt("the desk"), { rerankerId })).toBe("The key is kept by the desk.");
  });

  it("is more confident in an answer that the reranker is confident in", async () => {
    const [sure, unsure] = await Promise.all(
      [6, -6].map((score) => answer(asked, [pointingAt("Ines", score)], { embedder, rerankerId })),
    );
    expect(sure?.confidence).toBeGreaterThan(unsure?.confidence ?? 1);
  });

  it("ignores the reranker for tables", async () => {
    const table = "| Key | Keeper |\n| --- | --- |\n| of the safe | Ines |\n| of the lift | Ines |";
    const elements = [{ kind: "table", span: { start: 0, end: table.length }, header: { start: 0, end: 16 } } as const];
    const source = { text: table, elements, cosine: 0.8 };
    const start = table.lastIndexOf("Ines");
    const reading = { relevance: 5, answers: [{ span: { start, end: start + 4 }, score: 9 }] };
    const question = "Who is the keeper of the key of the safe?";
    const alone = await answer(question, [source], { embedder });
    expect(alone.sentences[0]?.text).toContain("of the safe");
    expect(await answer(question, [{ ...source, reading }], { embedder, rerankerId })).toEqual(alone);
  });

  it("ignores an unknown reranker, and one that has not read the passages", async () => {
    const { reading, ...unread } = pointingAt("the desk");
    const alone = await answer(asked, [unread], { embedder });
    expect(
      await answer(asked, [{ ...unread, ...(reading && { reading }) }], { embedder, rerankerId: "other" }),
    ).toEqual(alone);
    expect(await answer(asked, [unread], { embedder, rerankerId })).toEqual(alone);
  });
});

describe("createExtractiveAnswerer", () => {
  it("shows the one sentence that answers, cited by its span", async () => {
    const { sentences, confidence } = await answer("When does the clinic open on weekdays?", [{ text: hours }]);
    expect(sentences).toEqual([
      {
        text: "The clinic opens at 8:00 on weekdays.",
        evidence: [{ passage: 1, span: { start: 0, end: 37 } }],
        layout: "sentence",
      },
    ]);
    expect(confidence).toBeGreaterThan(0);
    expect(confidence).toBeLessThan(1);
  });

  it("is less confident about what the passages do not say", async () => {
    const said = await answer("When does the clinic open on weekdays?", [{ text: hours }]);
    const absent = await answer("What is the salary of the director?", [{ text: hours }]);
    expect(absent.confidence).toBeLessThan(said.confidence / 2);
  });

  it("prefers an exact match of a code", async () => {
    const text = "Part K-1180 is the filter of the door. Order K-1177 early.";
    const { sentences } = await answer("Which part of the door is K-1177?", [{ text }]);
    expect(sentences[0]?.text).toBe("Order K-1177 early.");
  });

  it("embeds a bounded number of sentences, and none after a search by words alone", async () => {
    let embedded = 0;
    const embedder = {
      embedQuery: async () => new Float32Array([1, 0]),
      embedDocuments: async (texts: readonly string[]) => {
        embedded += texts.length;
        return texts.map(() => new Float32Array([0.6, 0.8]));
      },
    };
    const text = Array.from({ length: 40 }, (_, index) => `The clinic opens at ${index}:00 on weekdays.`).join(" ");
    await answer("When does the clinic open?", [{ text }], { embedder });
    expect(embedded).toBe(0);
    await answer("When does the clinic open?", [{ text, cosine: 0.8 }], { embedder });
    expect(embedded).toBe(12);
  });

  it("proposes nothing without candidates", async () => {
    expect(await answer("When does it open?", [])).toMatchObject({ sentences: [], confidence: 0 });
    expect(await answer("When does it open?", [{ text: "# Hours\n\n---\n" }])).toMatchObject({ sentences: [] });
  });

  it("cites spans of any passage whose text is the sentence, ignoring white space", async () => {
    const pieces = fc.constantFrom(
      "The clinic opens",
      " at 8:00",
      ". ",
      "\n",
      "\n\n",
      "- ",
      "| a | b |",
      "# ",
      "😀",
      "  ",
    );
    const texts = fc.array(pieces, { maxLength: 25 }).map((parts) => parts.join(""));
    await fc.assert(
      fc.asyncProperty(texts, fc.nat(20), async (text, start) => {
        const span = { start: Math.min(start, text.length), end: text.length };
        const { sentences } = await answer("When does the clinic open?", [{ text, span }]);
        expect(sentences.length).toBeLessThanOrEqual(3);
        for (const sentence of sentences) {
          const quotes = sentence.evidence.map((cited) => text.slice(cited.span.start, cited.span.end));
          expect(quotes.join(" ").replace(/\s+/g, " ")).toContain(sentence.text.replace(/\s+/g, " "));
          for (const cited of sentence.evidence) expect(cited.span.start).toBeGreaterThanOrEqual(span.start);
        }
      }),
      { numRuns: 80 },
    );
  });
});
