import { describe, expect, it } from "vitest";
import { type Hit, never } from "../../core/index.ts";
import { createAnalyzer, splitSentences } from "../text/index.ts";
import { createVerifier } from "./create-verifier.ts";
import { findEvidence } from "./find-evidence.ts";
import { verifyByPassages } from "./verify-by-passages.ts";

const analyzer = createAnalyzer();
const analyze = (text: string) => analyzer.analyze(text, "en");
const reading = { analyze, splitSentences };

/** Verifies a claim by several documents of one passage each. */
async function verdictsOf(claim: string, texts: readonly string[], before = "") {
  const hits = texts.map(
    (text, index): Hit => ({
      chunkId: `c${index}`,
      documentId: String(index),
      title: "T",
      uri: "memo:t",
      text,
      headingPath: [],
      span: { start: before.length, end: before.length + text.length },
      rank: index + 1,
      score: 1,
      stage: "words",
      explanation: { stages: [] },
    }),
  );
  const verdicts = await verifyByPassages(
    {
      ...reading,
      verifier: createVerifier(reading),
      findEvidence: (sentence, passage) => findEvidence(reading, sentence, passage),
      readDocument: async (id) => ({ text: before + (texts[Number(id)] ?? ""), contentHash: "h", locations: [] }),
    },
    { claim, hits },
    never,
  );
  return verdicts.map(({ verdict, hit, quotes }) => ({
    verdict,
    document: Number(hit.documentId),
    quotes: quotes.map(({ quote, span }) => [quote, span] as const),
  }));
}

describe("a claim verified by passages", () => {
  it("is supported by one passage, and the contradicting one is reported too", async () => {
    const verdicts = await verdictsOf("A lost key costs €15.", ["A lost key costs €20.", "A lost key costs €15."]);
    expect(verdicts.map(({ verdict, document }) => [verdict, document])).toEqual([
      ["supported", 1],
      ["contradicted", 0],
    ]);
  });

  it("is not contradicted by passages about something else", async () => {
    const texts = ["A lost badge costs €20.", "An extra journey costs €38.", "The fee of 2023 was €12."];
    for (const { verdict } of await verdictsOf("A lost key costs €15.", texts))
      expect(verdict).toBe("not-enough-evidence");
  });

  it("is not supported by several passages together", async () => {
    const verdicts = await verdictsOf("Anna Meyer founded the clinic in 1998.", [
      "Anna Meyer founded the clinic.",
      "The clinic was opened in 1998.",
    ]);
    expect(verdicts.map(({ verdict }) => verdict)).toEqual(["not-enough-evidence", "not-enough-evidence"]);
  });

  it("is shown with whole quotes over line breaks, at their place in the document", async () => {
    const text = "The fee for a later\ncancellation is €40. Pay\nat the desk.";
    const [first] = await verdictsOf("The fee for a later cancellation is €40.", [text], "# Fees\n\n");
    expect(first).toEqual({
      verdict: "supported",
      document: 0,
      quotes: [["The fee for a later\ncancellation is €40.", { start: 8, end: 48 }]],
    });
  });

  it("is not judged by passages without a word of it", async () => {
    expect(await verdictsOf("A lost key costs €15.", ["Pumps are red."])).toEqual([]);
  });
});
