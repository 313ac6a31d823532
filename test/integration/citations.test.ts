import { join } from "node:path";
import fc from "fast-check";
import { type Document, type Grounded, type Lydian, openLydian } from "lydian";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { copyHandbookStore } from "../fixtures/handbook.ts";
import { temporaryFolder } from "../run-lydian.ts";

const maxSentences = 2;

/**
 * Generates what a user may type: words of the documents, some left out, in any order, with or without a question word.
 */
function questionsFrom(documents: readonly Document[]): fc.Arbitrary<string> {
  const sentences = documents
    .flatMap(({ text }) => text.split(/(?<=[.!?])\s+|\n/u))
    .filter((text) => /\p{L}/u.test(text));
  const asking = fc.constantFrom("", "What does", "When", "How much", "How many", "Who", "Where");
  return fc
    .tuple(asking, fc.constantFrom(...sentences))
    .chain(([word, sentence]) => {
      const words = sentence.split(/\s+/u);
      return fc.tuple(fc.constant(word), fc.shuffledSubarray(words, { minLength: Math.min(2, words.length) }));
    })
    .map(([word, words]) => `${word} ${words.join(" ")}?`.trim());
}

/**
 * Expects every quote to occur exactly in its stored document and, unless it is part of a calculation, in the answer.
 */
function expectExact(answer: Grounded, documents: ReadonlyMap<string, Document>): void {
  const computed = new Set(answer.claims.flatMap((claim) => (claim.calculation ? claim.citations : [])));
  for (const [at, { documentId, span, quote, contentHash, number }] of answer.citations.entries()) {
    const document = documents.get(documentId);
    expect(document?.text.slice(span.start, span.end)).toBe(quote);
    expect(document?.contentHash).toBe(contentHash);
    expect(quote).toBe(quote.trim());
    expect(quote).not.toMatch(/^(?:[-*+>#|]|\d{1,3}[.)]) |^[-:| ]+$/u);
    if (!computed.has(at)) expect(plain(answer.text)).toContain(plain(quote));
    const passage = answer.passages.find((one) => one.number === number);
    expect(passage?.hit.documentId).toBe(documentId);
  }
  const said = answer.claims.map(({ span }) => answer.text.slice(span.start, span.end));
  expect(plain(said.join(" "))).toBe(plain(answer.text));
  for (const [index, { verdict, citations, calculation }] of answer.claims.entries()) {
    const quotes = citations.map((at) => answer.citations[at]?.quote ?? "?");
    expect(verdict).toBe("supported");
    if (calculation === undefined) expect(plain(quotes.join(" "))).toContain(plain(said[index] ?? "?"));
  }
  expect(answer.claims.length).toBeLessThanOrEqual(maxSentences);
}

function plain(text: string): string {
  return text.replace(/\s+/gu, " ").trim();
}

describe("the citations of an answer", () => {
  const folder = temporaryFolder();
  const documents = new Map<string, Document>();
  let lydian: Lydian;

  beforeAll(async () => {
    const settings = { answer: { threshold: 0, maxSentences } };
    copyHandbookStore(join(folder.path, "store"));
    lydian = await openLydian({ store: join(folder.path, "store"), settings });
    for (const { id } of await lydian.list()) {
      const document = await lydian.read(id);
      if (document) documents.set(id, document);
    }
  });
  afterAll(async () => {
    await lydian.close();
    folder.remove();
  });

  it.each([
    ["lexical", 150],
    ["hybrid", 25],
  ] as const)("are exact to the character, whatever is asked in mode %s", async (mode, numRuns) => {
    let answered = 0;
    await fc.assert(
      fc.asyncProperty(questionsFrom([...documents.values()]), async (question) => {
        const answer = await lydian.ask(question, { mode });
        if (answer.status === "abstained") return;
        answered++;
        expectExact(answer, documents);
      }),
      { numRuns, endOnFailure: true },
    );
    expect(answered).toBeGreaterThan(numRuns / 2);
  });

  it("come from both documents when two disagree, with a warning that says so", async () => {
    const answer = await lydian.ask("What does a late cancellation cost?");
    if (answer.status !== "grounded") throw new Error("It abstained.");
    const uris = answer.citations.map(({ documentId }) => documents.get(documentId)?.uri.split("/").at(-1));
    expect(uris.toSorted()).toEqual(["cancellations-2023.md", "cancellations-2025.md"]);
    expect(answer.text).toContain("€25");
    expect(answer.text).toContain("€40");
    expect(answer.warnings.map(({ code }) => code)).toContain("sources-disagree");
  });

  it("come from the version that the question names", async () => {
    for (const [year, fee] of [
      ["2023", "€25"],
      ["2025", "€40"],
    ]) {
      const answer = await lydian.ask(`What was the cancellation fee under the policy of ${year}?`);
      if (answer.status !== "grounded") throw new Error("It abstained.");
      expect(answer.text).toContain(fee);
      expect(answer.warnings.map(({ code }) => code)).not.toContain("sources-disagree");
    }
  });
});
