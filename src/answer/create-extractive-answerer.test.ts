import fc from "fast-check";
import { describe, expect, it } from "vitest";
import type { ContextPassage, Element, Metadata, PassageElement, Reading, Span } from "../core/index.ts";
import { createAnalyzer, splitSentences } from "../text/index.ts";
import { createExtractiveAnswerer, type ExtractiveServices } from "./create-extractive-answerer.ts";

const { signal } = new AbortController();
const analyzer = createAnalyzer();

interface Source {
  readonly id?: string;
  readonly text: string;
  /** The part that the passage shows; default all. */
  readonly span?: Span;
  readonly elements?: readonly Element[];
  readonly headingPath?: readonly string[];
  readonly cosine?: number;
  readonly metadata?: Metadata;
  readonly reading?: Reading;
}

function passageOf(source: Source, index: number): ContextPassage {
  const { id = `document-${index}`, text, span = { start: 0, end: text.length } } = source;
  const shown = text.slice(span.start, span.end);
  const elements = (source.elements ?? []).map(
    (element): PassageElement =>
      element.header ? { ...element, headerText: text.slice(element.header.start, element.header.end) } : element,
  );
  const stages = [
    { stage: "words", score: 1, rank: index + 1, parts: [] } as const,
    ...(source.cosine === undefined
      ? []
      : [{ stage: "vectors", score: source.cosine, rank: index + 1, parts: [] } as const]),
  ];
  return {
    number: index + 1,
    text: shown,
    contentHash: id,
    metadata: source.metadata ?? {},
    elements,
    hit: {
      chunkId: `${id}.1`,
      documentId: id,
      title: id,
      uri: id,
      span,
      text: shown,
      headingPath: source.headingPath ?? [],
      rank: index + 1,
      score: 1,
      stage: "words",
      explanation: { stages },
      ...(source.reading && { reading: source.reading }),
    },
  };
}

function answer(question: string, sources: readonly Source[], parts: Partial<ExtractiveServices> = {}) {
  const answerer = createExtractiveAnswerer({ analyzer, splitSentences, ...parts });
  return answerer.answer({ question, passages: sources.map(passageOf) }, signal);
}

const hours = "The clinic opens at 8:00 on weekdays. Parking is free for two hours. The emergency room never closes.";

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

  it("shows the sentence that it points at, of two that have the same words", async () => {
    expect(await first(pointingAt("Ines"), { rerankerId })).toBe("The key is kept by Ines.");
    expect(await first(pointingAt("the desk"), { rerankerId })).toBe("The key is kept by the desk.");
  });

  it("is surer of an answer that the reranker is sure of", async () => {
    const [sure, unsure] = await Promise.all(
      [6, -6].map((score) => answer(asked, [pointingAt("Ines", score)], { embedder, rerankerId })),
    );
    expect(sure?.confidence).toBeGreaterThan(unsure?.confidence ?? 1);
  });

  it("does not listen to what it says of tables", async () => {
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

  it("does not listen to one whose numbers it does not know, and not where it has not read", async () => {
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

  it("shows a table row with the header that stands outside of the passage, both cited, and the cells", async () => {
    const text = "| Drug | Dose |\n| --- | --- |\n| Ibuprofen | 400 mg |\n| Paracetamol | 500 mg |";
    const elements = [{ kind: "table", span: { start: 0, end: text.length }, header: { start: 0, end: 15 } } as const];
    const { sentences } = await answer("What is the dose of paracetamol?", [
      { text, elements, span: { start: 30, end: text.length } },
    ]);
    expect(sentences).toEqual([
      {
        text: "Drug | Dose\nParacetamol | 500 mg",
        evidence: [
          { passage: 1, span: { start: 2, end: 13 } },
          { passage: 1, span: { start: 55, end: text.length - 2 } },
          { passage: 1, span: { start: 9, end: 13 } },
          { passage: 1, span: { start: 55, end: 66 } },
          { passage: 1, span: { start: 69, end: text.length - 2 } },
        ],
        layout: "line",
      },
    ]);
  });

  it("proposes no row of a table for something that no row names", async () => {
    const text = "| Drug | Dose |\n| --- | --- |\n| Ibuprofen | 400 mg |";
    const elements = [{ kind: "table", span: { start: 0, end: text.length }, header: { start: 0, end: 15 } } as const];
    const { sentences } = await answer("What is the dose of morphine?", [{ text, elements }]);
    expect(sentences).toEqual([]);
  });

  it("shows a list item without its marker, and never a heading", async () => {
    const text = "# Wash hands\n\n- Wash hands for 30 seconds.\n- Wear gloves.";
    const { sentences } = await answer("How long must I wash hands?", [{ text, headingPath: ["Wash hands"] }]);
    expect(sentences.map((sentence) => sentence.text)).toEqual(["Wash hands for 30 seconds."]);
  });

  it("shows a row of a table whose cells stand apart by spaces with its header", async () => {
    const text = "Number   Service   Price\nP-201   Travel consultation   €55\nP-202   Certificate   €35";
    const elements = [{ kind: "table", span: { start: 0, end: text.length }, header: { start: 0, end: 24 } } as const];
    const { sentences } = await answer("What does a travel consultation cost?", [{ text, elements }]);
    expect(sentences.map((sentence) => sentence.text)).toEqual([
      "Number   Service   Price\nP-201   Travel consultation   €55",
    ]);
    const cited = sentences.flatMap(({ evidence }) => evidence.map(({ span }) => text.slice(span.start, span.end)));
    expect(cited.slice(2)).toEqual(["Price", "Travel consultation", "€55"]);
  });

  it("points at no cells of a row that has lost some, where only spaces keep cells apart", async () => {
    const text = "Number   Service   Price   Room\nP-201   Travel consultation   €55\nP-202   Certificate   €35   7";
    const elements = [{ kind: "table", span: { start: 0, end: text.length }, header: { start: 0, end: 31 } } as const];
    const { sentences } = await answer("What is the price of the travel consultation?", [{ text, elements }]);
    expect(sentences.map(({ evidence }) => evidence.length)).toEqual([2]);
  });

  it("shows a list item with the sentence that leads into the list, and never that sentence alone", async () => {
    const text = "Appointments are offered within these times:\n\n- acute: on the same day\n- ordinary: within 10 days";
    const { sentences } = await answer("Within which times are acute appointments offered?", [{ text }]);
    expect(sentences.map((sentence) => [sentence.text, sentence.evidence.length])).toEqual([
      ["Appointments are offered within these times:\nacute: on the same day", 2],
    ]);
    const alone = await answer("Within which times are appointments offered?", [{ text: text.slice(0, 44) }]);
    expect(alone.sentences).toEqual([]);
  });

  it("says a lead-in once above several items, and cites it for each", async () => {
    const text = "These parcels are refused:\n\n- parcels without name\n- parcels above weight";
    const { sentences } = await answer("Which parcels are refused?", [{ text }]);
    expect(sentences.map((sentence) => [sentence.text, sentence.evidence.length])).toEqual([
      ["These parcels are refused:\nparcels without name", 2],
      ["parcels above weight", 2],
    ]);
  });

  it("shows an emphasised sentence alone, without its marks", async () => {
    const { sentences } = await answer("Where do deliveries arrive?", [
      { text: "**Deliveries arrive at the gate.** They are signed for. *Nobody* waits." },
    ]);
    expect(sentences.map((sentence) => sentence.text)).toEqual(["Deliveries arrive at the gate."]);
  });

  it("shows no title of a text that marks none, and the sentences of an item apart", async () => {
    const text = "Plan for a fire\n\n1. Leave the house in a fire. Sofia counts the people.\n\n2. Wait.";
    const { sentences } = await answer("What is the plan for a fire?", [{ text }]);
    expect(sentences.map((sentence) => sentence.text)).toEqual(["Leave the house in a fire."]);
  });

  it("shows the sentence of the version that the question names, told by metadata or title", async () => {
    const sources = [
      { id: "a", text: "The cancellation fee is €25.", metadata: { year: 2023 } },
      { id: "Cancellations (2025)", text: "The cancellation fee is €40." },
    ];
    for (const [year, fee] of [
      ["2023", "€25"],
      ["2025", "€40"],
    ]) {
      const { sentences, warnings } = await answer(`What was the cancellation fee in ${year}?`, sources);
      expect(sentences.map(({ text }) => text)).toEqual([`The cancellation fee is ${fee}.`]);
      expect(warnings).toEqual([]);
    }
  });

  it("lets an exact code decide", async () => {
    const text = "Part K-1180 is the filter of the door. Order K-1177 early.";
    const { sentences } = await answer("Which part of the door is K-1177?", [{ text }]);
    expect(sentences[0]?.text).toBe("Order K-1177 early.");
  });

  it("shows both of two documents that disagree, and warns", async () => {
    const { sentences, warnings } = await answer("When does the clinic open on weekdays?", [
      { id: "new", text: hours },
      { id: "old", text: "The clinic opens at 7:30 on weekdays." },
    ]);
    expect(sentences.map(({ text }) => text)).toEqual([
      "The clinic opens at 8:00 on weekdays.",
      "The clinic opens at 7:30 on weekdays.",
    ]);
    expect(warnings).toMatchObject([{ code: "sources-disagree" }]);
  });

  it("shows both sides of two documents that name different amounts, whatever words ask for them", async () => {
    const sources = [
      { id: "old", text: "The cancellation fee for a later cancellation is €25." },
      { id: "new", text: "The cancellation fee for a later cancellation is €40." },
    ];
    for (const question of ["What does a late cancellation cost?", "How much is the cancellation fee?"]) {
      const { sentences, warnings } = await answer(question, sources);
      expect(sentences).toHaveLength(2);
      expect(warnings).toMatchObject([{ code: "sources-disagree" }]);
    }
  });

  it("takes other numbers about the same thing for no disagreement", async () => {
    const { warnings } = await answer("What is the maximum weight for the treadmill T-21?", [
      { id: "guide", text: "The treadmill T-21 carries a maximum weight of 150 kg." },
      { id: "list", text: "The treadmill T-21 was bought in 2018 and is inspected every 12 months." },
    ]);
    expect(warnings).toEqual([]);
  });

  it("never shows more sentences than it may, also where documents disagree", async () => {
    const sources = [1, 2, 3, 4].map((fee) => ({ id: `d${fee}`, text: `The cancellation fee is €${fee}0.` }));
    for (const maxSentences of [1, 2, 3]) {
      const answerer = createExtractiveAnswerer({ analyzer, splitSentences }, { maxSentences });
      const draft = await answerer.answer(
        { question: "What is the cancellation fee?", passages: sources.map(passageOf) },
        signal,
      );
      expect(draft.sentences).toHaveLength(maxSentences);
      expect(draft.warnings).toMatchObject([{ code: "sources-disagree" }]);
    }
  });

  it("does not repeat what two documents say alike", async () => {
    const { sentences, warnings } = await answer("When does the clinic open on weekdays?", [
      { id: "a", text: "The clinic opens at 8:00 on weekdays." },
      { id: "b", text: "On weekdays the clinic opens at 8:00." },
    ]);
    expect(sentences).toHaveLength(1);
    expect(warnings).toEqual([]);
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

  it("proposes nothing where there is nothing to say", async () => {
    expect(await answer("When does it open?", [])).toMatchObject({ sentences: [], confidence: 0 });
    expect(await answer("When does it open?", [{ text: "# Hours\n\n---\n" }])).toMatchObject({ sentences: [] });
  });

  it("cites spans of the passage whose text is the sentence, white space aside, whatever the passage holds", async () => {
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
