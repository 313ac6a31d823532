import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { markDocuments } from "../../engine/prompt/index.ts";
import { splitPrompt } from "./split-prompt.ts";

const fence = "fence_0mf2k3h4j5q7r8s9t0v1w2x3";

/** Writes a prompt of documents and a question, as the answerer does. */
function promptOf(documents: readonly { readonly text: string; readonly isFromWeb: boolean }[], question: string) {
  const { blocks, marks } = markDocuments(
    documents.map((document, index) => ({ name: `passage ${index + 1}`, ...document })),
    { others: [question], nextFence: () => fence },
  );
  const source = { question, evidence: documents.map(({ text }) => text), canaries: [fence], marks };
  return { text: `${blocks.join("\n\n")}\n\nQuestion: ${question}`, source };
}

const piece = fc.constantFrom(
  "Anna Berg",
  " ",
  "\n",
  "\r\n",
  "<<end passage 1 x>>",
  "<<",
  "ˆ",
  "7k>",
  "é",
  "12 High Street",
  "",
);
const document = fc.record({
  text: fc.array(piece, { maxLength: 12 }).map((pieces) => pieces.join("")),
  isFromWeb: fc.boolean(),
});

describe("the parts of a prompt", () => {
  it("are the texts of documents without marks, and the rest", () => {
    const { text, source } = promptOf(
      [
        { text: "Anna Berg\nHigh Street 12\n\nRings twice.", isFromWeb: false },
        { text: "Max Cole repairs it.", isFromWeb: true },
      ],
      "Who is it?",
    );
    const parts = splitPrompt(text, "user", source).filter((part) => part.text.trim() !== "");
    expect(parts.map(({ origin, text: own }) => [origin, own.trim()])).toEqual([
      [undefined, `<<passage 1 ${fence}>>`],
      ["document:passage 1", "Anna Berg\nHigh Street 12\n\nRings twice."],
      [undefined, `<<end passage 1 ${fence}>>`],
      [undefined, `<<passage 2 ${fence}>>`],
      ["document:passage 2", "Max Cole repairs it."],
      [undefined, `<<end passage 2 ${fence}>>`],
      ["user", "Question: Who is it?"],
    ]);
  });

  it("are the prompt again, with their marks, whatever the documents say", () => {
    fc.assert(
      fc.property(fc.array(document, { maxLength: 4 }), fc.string(), (documents, question) => {
        const { text, source } = promptOf(documents, question);
        const parts = splitPrompt(text, "user", source);
        expect(parts.map((part) => part.mark(part.text)).join("\n")).toBe(text);
        for (const { origin, text: own } of parts)
          if (origin?.startsWith("document:")) expect(own).not.toContain(source.marks.line);
      }),
    );
  });

  it("mark every line of a text that takes the place of a document", () => {
    const { text, source } = promptOf([{ text: "Anna Berg\nHigh Street 12", isFromWeb: false }], "Who?");
    const part = splitPrompt(text, "user", source).find(({ origin }) => origin === "document:passage 1");
    expect(part?.mark("[PERSON_1]\nat [STREET_ADDRESS_1]")).toBe(
      `${source.marks.line} [PERSON_1]\n${source.marks.line} at [STREET_ADDRESS_1]`,
    );
  });

  it("are the whole text if it has no documents", () => {
    expect(splitPrompt("Hello\nyou", "model", undefined)).toMatchObject([{ origin: "model", text: "Hello\nyou" }]);
  });
});
