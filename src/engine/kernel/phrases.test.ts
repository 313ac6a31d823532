import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { defined, everything, type IndexQuery, never } from "../../core/index.ts";
import { type BriefDocument, indexedDocument, testSpace, vectorOf } from "../../testing/index-documents.ts";
import { createMemoryStore } from "../../testing/memory-store.ts";
import { createAnalyzer } from "../text/index.ts";
import { createIndexReader, createIndexWriter } from "./index.ts";

async function openIndex(commits: readonly (readonly BriefDocument[])[], removeIds: readonly string[] = []) {
  const services = { store: createMemoryStore(), analyzer: createAnalyzer() };
  const [reader, writer] = [createIndexReader(services), createIndexWriter(services)];
  for (const add of commits) {
    const documents = add.map(indexedDocument);
    await writer.commit({ collection: "default", language: "en", add: documents, removeIds: [] }, never);
    for (const { segmentId, chunkIds } of await reader.pendingVectors("default", testSpace, never)) {
      const vectors = chunkIds.map(vectorOf);
      await writer.attachVectors({ segmentId, collection: "default", space: testSpace, vectors }, never);
    }
  }
  if (removeIds.length > 0) await writer.commit({ collection: "default", language: "en", add: [], removeIds }, never);
  return reader;
}

async function findDocuments(reader: Awaited<ReturnType<typeof openIndex>>, phrase: string, text = phrase) {
  const words = { text, limit: 50 };
  const found = await reader.search({ collection: "default", scope: everything, words, phrases: [phrase] }, never);
  return found.words.map(({ documentId }) => documentId).sort();
}

describe("a phrase", () => {
  const built = openIndex([
    [
      { id: "a", chunks: ["Check the door seal. The autoclave waits."] },
      { id: "b", chunks: ["The seal of the door, and the Door-Seal."] },
      { id: "c", title: "Door Seal", chunks: ["Replace it yearly."] },
      { id: "d", headingPath: ["Parts", "DOOR SEALS"], chunks: ["They wear out; the seal, the door."] },
    ],
    [
      { id: "e", chunks: ["Part A-113-07 was sold as PDFs and dvds. Who is who?", "doors sealed"] },
      { id: "f", chunks: ["我在北京大学学习 IL-6在血清"] },
    ],
  ]);

  it.each([
    ["door seal", ["a", "b", "c"]],
    ["DOOR   seal", ["a", "b", "c"]],
    ["the autoclave waits", ["a"]],
    ["seal the door", ["d"]],
    ["door seals", ["d"]],
    ["a-113-07", ["e"]],
    ["pdfs and dvds", ["e"]],
    ["北京大学", ["f"]],
    ["il-6", ["f"]],
    ["doors seal", []],
    ["replace it door", []],
  ])("%j is found in %j", async (phrase, documents) => {
    expect(await findDocuments(await built, phrase, `${phrase} PDFs`)).toEqual(documents);
  });

  it("may consist of stop words only, and is then checked in the texts", async () => {
    expect(await findDocuments(await built, "who is who", "sold")).toEqual(["e"]);
    expect(await findDocuments(await built, "who is what", "sold")).toEqual([]);
  });
});

const word = fc.constantFrom(
  "the",
  "of",
  "Door",
  "door",
  "doors",
  "seal",
  "SEALS",
  "A-113",
  "PDFs",
  "pdfs",
  "x-ray",
  "京都",
);
const text = fc.array(word, { maxLength: 9 }).map((words) => words.join(" "));
const brief = fc.record({
  id: fc.integer({ min: 0, max: 15 }).map((number) => `d${number}`),
  title: text,
  chunks: fc.array(text, { minLength: 1, maxLength: 3 }),
  headingPath: fc.array(text, { maxLength: 1 }),
  metadata: fc.record({ year: fc.integer({ min: 2020, max: 2022 }) }),
});

describe("a search with phrases", () => {
  it("finds the same as a search without them, except the chunks that do not contain them", async () => {
    const commits = fc.array(fc.uniqueArray(brief, { maxLength: 6, selector: ({ id }) => id }), { maxLength: 4 });
    const phrase = fc.array(word, { minLength: 1, maxLength: 3 }).map((words) => words.join(" "));
    const question = fc.record({
      commits,
      text,
      phrases: fc.array(phrase, { minLength: 1, maxLength: 2 }),
      isLate: fc.boolean(),
    });
    await fc.assert(
      fc.asyncProperty(question, async ({ commits, text, phrases, isLate }) => {
        const reader = await openIndex([[{ id: "first", chunks: ["door"] }], ...commits], ["d3", "first"]);
        const holds = createPhraseReference(commits);
        const hasPhrases = ({ chunkId }: { chunkId: string }) => phrases.every((one) => holds(chunkId, one));
        const plain: IndexQuery = defined({
          collection: "default",
          scope: everything,
          filter: isLate ? ({ op: ">=", field: "year", value: 2021 } as const) : undefined,
          words: { text, limit: 1000 },
          vector: { values: vectorOf(text), space: testSpace, limit: 1000 },
        });
        const [all, found] = [await reader.search(plain, never), await reader.search({ ...plain, phrases }, never)];
        expect(found.words).toEqual(all.words.filter(hasPhrases));
        expect(found.vectors).toEqual(all.vectors.filter(hasPhrases));
        const first = { ...plain, phrases, words: { text, limit: 2 } };
        expect((await reader.search(first, never)).words).toEqual(found.words.slice(0, 2));
        const ids = all.words.map(({ chunkId }) => chunkId);
        const explained = await reader.explain({ ...plain, phrases }, ids, never);
        expect(explained.map(({ words }) => words?.score)).toEqual(
          all.words.map((one) => (hasPhrases(one) ? one.score : undefined)),
        );
      }),
      { numRuns: 60 },
    );
  });
});

/**
 * Returns a function that says from the texts of the newest documents whether a chunk has a phrase: in a field, or
 * across the border with a neighbour, of which the chunk has most words, or the first half.
 */
function createPhraseReference(
  commits: readonly (readonly BriefDocument[])[],
): (chunkId: string, phrase: string) => boolean {
  const newest = new Map(commits.flat().map((one) => [one.id, one]));
  const briefOf = new Map(
    [...newest.values()].flatMap((brief) =>
      indexedDocument(brief).chunks.map(({ id }, at) => [id, { brief, at }] as const),
    ),
  );
  return (chunkId, phrase) => {
    const found = briefOf.get(chunkId);
    if (found === undefined) return false;
    const { brief, at } = found;
    const fields = [brief.chunks[at] ?? "", brief.title ?? "", ...(brief.headingPath ?? [])];
    if (fields.some((text) => pad(text).includes(pad(phrase)))) return true;
    const words = pad(phrase).trim().split(" ");
    return words.slice(1).some((_, index) => {
      const first = 2 * (index + 1) >= words.length ? at : at - 1;
      const [before, behind] = [brief.chunks[first], brief.chunks[first + 1]];
      if (before === undefined || behind === undefined) return false;
      const [start, end] = [words.slice(0, index + 1).join(" "), words.slice(index + 1).join(" ")];
      return pad(before).endsWith(pad(start)) && pad(behind).startsWith(pad(end));
    });
  };
}

function pad(text: string): string {
  return ` ${text.toLowerCase().replaceAll("x-ray", "x ray").replaceAll("京都", "京 都").trim()} `;
}
