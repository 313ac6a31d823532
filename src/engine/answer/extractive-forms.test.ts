import { describe, expect, it } from "vitest";
import { answer } from "./fixtures/ask-extractive.ts";

describe("createExtractiveAnswerer on tables, lists and marks", () => {
  it("shows a table row under a header outside the passage, and cites both and the cells", async () => {
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

  it("proposes no table row if no row names what the question asks for", async () => {
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

  it("shows a table row whose cells are separated by spaces, with its header", async () => {
    const text = "Number   Service   Price\nP-201   Travel consultation   €55\nP-202   Certificate   €35";
    const elements = [{ kind: "table", span: { start: 0, end: text.length }, header: { start: 0, end: 24 } } as const];
    const { sentences } = await answer("What does a travel consultation cost?", [{ text, elements }]);
    expect(sentences.map((sentence) => sentence.text)).toEqual([
      "Number   Service   Price\nP-201   Travel consultation   €55",
    ]);
    const cited = sentences.flatMap(({ evidence }) => evidence.map(({ span }) => text.slice(span.start, span.end)));
    expect(cited.slice(2)).toEqual(["Price", "Travel consultation", "€55"]);
  });

  it("cites no cells of an incomplete row if only spaces separate the cells", async () => {
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

  it("shows a lead-in once above several items, and cites it for each", async () => {
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

  it("shows no unmarked title, and separates the sentences of an item", async () => {
    const text = "Plan for a fire\n\n1. Leave the house in a fire. Sofia counts the people.\n\n2. Wait.";
    const { sentences } = await answer("What is the plan for a fire?", [{ text }]);
    expect(sentences.map((sentence) => sentence.text)).toEqual(["Leave the house in a fire."]);
  });
});
