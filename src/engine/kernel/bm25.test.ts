import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { type AccessScope, canRead, everything, never } from "../../core/index.ts";
import { indexedDocument } from "../../testing/index-documents.ts";
import { createMemoryStore } from "../../testing/memory-store.ts";
import { createPlainAnalyzer } from "../../testing/plain-analyzer.ts";
import { createIndexReader, createIndexWriter } from "./index.ts";

const words = fc.array(
  fc.integer({ min: 1, max: 12 }).map((number) => `w${number}`),
  { minLength: 1, maxLength: 9 },
);
const labels = fc.subarray(["a", "b"]);
const passages = fc.array(fc.record({ title: words, body: words, labels }), { minLength: 1, maxLength: 20 });

interface Passage {
  readonly title: readonly string[];
  readonly body: readonly string[];
}

const has = ({ title, body }: Passage, word: string): boolean => title.includes(word) || body.includes(word);

function inverseFrequency(all: readonly Passage[], word: string): number {
  const withWord = all.filter((passage) => has(passage, word)).length;
  return Math.log(1 + (all.length - withWord + 0.5) / (withWord + 0.5));
}

/** Computes BM25 by its formula (k1 = 1.2, b = 0.75, an occurrence in the title counts as 1.5). */
function scoreByFormula(all: readonly Passage[], passage: Passage, query: readonly string[]): number {
  const lengthOf = ({ title, body }: Passage): number => body.length + 1.5 * title.length;
  const average = all.reduce((sum, one) => sum + lengthOf(one), 0) / all.length;
  const norm = 1.2 * (0.25 + (0.75 * lengthOf(passage)) / average);
  const count = (list: readonly string[], word: string): number => list.filter((one) => one === word).length;
  return query.reduce((score, word) => {
    const frequency = count(passage.body, word) + 1.5 * count(passage.title, word);
    return score + inverseFrequency(all, word) * (frequency / (frequency + norm));
  }, 0);
}

describe("a search by words", () => {
  it("scores by the formula of BM25, computed from the texts that the reader may see", async () => {
    const scopes = fc.option(labels, { nil: undefined });
    await fc.assert(
      fc.asyncProperty(passages, words, scopes, async (all, query, readerLabels) => {
        const scope: AccessScope = readerLabels === undefined ? everything : { kind: "labels", labels: readerLabels };
        const reader = await openPassages(all);
        const found = await reader.search({ collection: "default", scope, words: requestOf(query) }, never);
        const readable = all.filter((passage) => canRead(scope, passage.labels));
        const expected = readable
          .map((passage) => scoreByFormula(readable, passage, query))
          .filter((score) => score > 0);
        expect(found.words).toHaveLength(expected.length);
        for (const { documentId, score } of found.words) {
          const passage = all[Number(documentId.slice(1))];
          expect(passage && scoreByFormula(readable, passage, query)).toBeCloseTo(score, 6);
        }
      }),
      { numRuns: 50 },
    );
  });

  it("reports a score that no chunk can reach, the weight of the words that the reader may see", async () => {
    await fc.assert(
      fc.asyncProperty(passages, words, labels, async (all, query, readerLabels) => {
        const scope: AccessScope = { kind: "labels", labels: readerLabels };
        const found = await (await openPassages(all)).search(
          { collection: "default", scope, words: requestOf(query) },
          never,
        );
        const readable = all.filter((passage) => canRead(scope, passage.labels));
        const known = query.filter((word) => readable.some((passage) => has(passage, word)));
        const weight = known.reduce((sum, word) => sum + inverseFrequency(readable, word), 0);
        expect(found.maxWordScore).toBeCloseTo(weight, 6);
        for (const { score } of found.words) expect(score).toBeLessThan(found.maxWordScore);
      }),
      { numRuns: 50 },
    );
  });
});

const requestOf = (query: readonly string[]) => ({ text: query.join(" "), limit: 50 });

async function openPassages(all: readonly (Passage & { readonly labels: readonly string[] })[]) {
  const services = { store: createMemoryStore(), analyzer: createPlainAnalyzer() };
  const add = all.map(({ title, body, labels: accessLabels }, number) =>
    indexedDocument({ id: `d${number}`, title: title.join(" "), chunks: [body.join(" ")], accessLabels }),
  );
  await createIndexWriter(services).commit({ collection: "default", language: "en", add, removeIds: [] }, never);
  return createIndexReader(services);
}
