import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { defined, everything, type IndexQuery, never, type WordCondition } from "../../core/index.ts";
import { type BriefDocument, indexedDocument, testSpace, vectorOf } from "../../testing/index-documents.ts";
import { createMemoryStore } from "../../testing/memory-store.ts";
import { createAnalyzer } from "../text/index.ts";
import { createIndexReader, createIndexWriter } from "./index.ts";

const analyzer = createAnalyzer();

async function openIndex(commits: readonly (readonly BriefDocument[])[], language = "en") {
  const services = { store: createMemoryStore(), analyzer };
  const [reader, writer] = [createIndexReader(services), createIndexWriter(services)];
  for (const add of commits) {
    await writer.commit({ collection: "default", language, add: add.map(indexedDocument), removeIds: [] }, never);
    for (const { segmentId, chunkIds } of await reader.pendingVectors("default", testSpace, never)) {
      const vectors = chunkIds.map(vectorOf);
      await writer.attachVectors({ segmentId, collection: "default", space: testSpace, vectors }, never);
    }
  }
  return reader;
}

/** Shortens `a.12345678.000001` to `a1`. */
const shortId = (chunkId: string) => chunkId.replace(/\..*(?=\d$)/, "");

const base: IndexQuery = { collection: "default", scope: everything };
const excluded = (text: string, field?: WordCondition["field"]): WordCondition => ({
  text,
  field,
  isPhrase: false,
  isExcluded: true,
});
const required = (text: string, field?: WordCondition["field"]) => ({ ...excluded(text, field), isExcluded: false });

describe("conditions on words", () => {
  const built = openIndex([
    [
      { id: "a", title: "Pump manual", chunks: ["The pump and its seals.", "Well-known doors of AISI-316."] },
      { id: "b", headingPath: ["Pumps"], chunks: ["The door seal, as is well known."] },
    ],
    [{ id: "c", chunks: ["Who may pump the AISI-316-L? 東京都 and the rest"] }],
  ]);
  const find = async (conditions: readonly WordCondition[], text = "pump door seal rest") => {
    const words = { text, limit: 50 };
    const found = await (await built).search({ ...base, words, conditions }, never);
    return found.words.map(({ chunkId }) => shortId(chunkId)).sort();
  };

  it.each([
    ["nothing", [], ["a0", "a1", "b0", "c0"]],
    ["an ending of the excluded word", [excluded("seal")], ["a1", "c0"]],
    ["the title and the headings", [excluded("pumping")], []],
    ["one field only", [excluded("pump", "title")], ["b0", "c0"]],
    ["a heading", [excluded("pump", "heading")], ["a0", "a1", "c0"]],
    ["the whole identifier", [excluded("AISI-316")], ["a0", "b0", "c0"]],
    ["words of a phrase in this order", [{ ...excluded("well known"), isPhrase: true }], ["a0", "c0"]],
    ["a word required in the title", [required("manuals", "title")], ["a0", "a1"]],
    ["a word required in a heading", [required("pump", "heading")], ["b0"]],
    ["a word required in the text", [required("pump", "text")], ["a0", "c0"]],
    ["a phrase required in a field", [{ ...required("pump manual", "title"), isPhrase: true }], ["a0", "a1"]],
    ["a phrase of another field", [{ ...required("pump manual", "text"), isPhrase: true }], []],
    ["stop words, by the texts", [required("who", "text")], ["c0"]],
    ["excluded stop words", [excluded("the")], ["a1"]],
    ["two conditions", [required("pump", "text"), excluded("manual", "title")], ["c0"]],
    ["no word at all", [excluded("—"), required("?", "title")], ["a0", "a1", "b0", "c0"]],
  ])("look at %s", async (_, conditions, chunks) => {
    expect(await find(conditions)).toEqual(chunks);
  });

  it("exclude a stop word of one language in documents of that language, too", async () => {
    const reader = await openIndex(
      [
        [
          { id: "a", chunks: ["Die Tür, die Pumpe"] },
          { id: "b", chunks: ["Nur eine Pumpe"] },
        ],
      ],
      "de",
    );
    const words = { text: "Pumpe", limit: 9 };
    const { words: found } = await reader.search({ ...base, words, conditions: [excluded("die")] }, never);
    expect(found.map(({ documentId }) => documentId)).toEqual(["b"]);
  });

  it("list the first chunk of each document that meets them", async () => {
    const reader = await built;
    const words = { text: "", limit: 9, listsDocuments: true };
    const { words: listed } = await reader.search({ ...base, words, conditions: [excluded("seal")] }, never);
    expect(listed.map(({ chunkId, score }) => [shortId(chunkId), score])).toEqual([
      ["a1", 0],
      ["c0", 0],
    ]);
    const ids = listed.map(({ chunkId }) => chunkId);
    const explained = await reader.explain({ ...base, words, conditions: [excluded("rest")] }, ids, never);
    expect(explained).toEqual([{ words: { score: 0, parts: [] } }, {}]);
  });

  it("may be sixteen, and not more", async () => {
    const many = (count: number) => Array.from({ length: count }, (_, at) => excluded(`w${at}`));
    expect(await find(many(16))).toHaveLength(4);
    expect(await find([...many(16), ...many(16)])).toHaveLength(4);
    await expect(find(many(17))).rejects.toMatchObject({ code: "query-too-complex" });
  });
});

const word = fc.constantFrom("the", "of", "Door", "doors", "seal", "SEALS", "A-113", "PDFs", "pdfs", "x-ray", "pump");
const text = fc.array(word, { maxLength: 7 }).map((words) => words.join(" "));
const brief = fc.record({
  id: fc.integer({ min: 0, max: 12 }).map((number) => `d${number}`),
  title: text,
  chunks: fc.array(text, { minLength: 1, maxLength: 3 }),
  headingPath: fc.array(text, { maxLength: 2 }),
});
const condition = fc.record({
  words: fc.array(word, { minLength: 1, maxLength: 2 }),
  field: fc.constantFrom(undefined, "text", "title", "heading"),
  isExcluded: fc.boolean(),
});

describe("a search with conditions", () => {
  it("finds the same as a search without them, except the chunks that do not meet them", async () => {
    const commits = fc.array(fc.uniqueArray(brief, { maxLength: 6, selector: ({ id }) => id }), {
      minLength: 1,
      maxLength: 3,
    });
    const conditions = fc
      .array(condition, { minLength: 1, maxLength: 2 })
      .map((all) => all.map(({ words, ...rest }) => ({ ...rest, text: words.join(" "), isPhrase: words.length > 1 })));
    await fc.assert(
      fc.asyncProperty(commits, conditions, text, async (briefs, all, question) => {
        const reader = await openIndex([[{ id: "first", chunks: ["door"] }], ...briefs]);
        const texts = textsOfChunks([[{ id: "first", chunks: ["door"] }], ...briefs]);
        const plain: IndexQuery = defined({
          ...base,
          words: { text: question, limit: 1000 },
          vector: { values: vectorOf(question), space: testSpace, limit: 1000 },
        });
        const meets = ({ chunkId }: { chunkId: string }) =>
          all.every((one) => hasWords(texts.get(chunkId), one) !== one.isExcluded);
        const [whole, found] = [
          await reader.search(plain, never),
          await reader.search({ ...plain, conditions: all }, never),
        ];
        expect(found.words).toEqual(whole.words.filter(meets));
        expect(found.vectors).toEqual(whole.vectors.filter(meets));
        const ids = whole.words.map(({ chunkId }) => chunkId);
        const explained = await reader.explain({ ...plain, conditions: all }, ids, never);
        expect(explained.map(({ words }) => words?.score)).toEqual(
          whole.words.map((one) => (meets(one) ? one.score : undefined)),
        );
      }),
      { numRuns: 60 },
    );
  });
});

type FieldTexts = Readonly<Record<"text" | "title" | "heading", readonly string[]>>;

/** Decides from the texts whether a chunk has the words: as written, or for a single word also by its terms. */
function hasWords(texts: FieldTexts | undefined, { text: words, field, isPhrase }: WordCondition): boolean {
  const searched = texts === undefined ? [] : field === undefined ? Object.values(texts).flat() : texts[field];
  const pad = (one: string) => ` ${analyzer.words(one).join(" ")} `;
  if (searched.some((one) => pad(one).includes(pad(words)))) return true;
  const [longest] = [...analyzer.analyze(words, "en")].sort((left, right) => right.length - left.length);
  if (isPhrase || longest === undefined) return false;
  return searched.some((one) => analyzer.analyze(one, "en").includes(longest));
}

function textsOfChunks(commits: readonly (readonly BriefDocument[])[]): ReadonlyMap<string, FieldTexts> {
  const newest = new Map(commits.flat().map((one) => [one.id, one]));
  return new Map(
    [...newest.values()].flatMap((one) =>
      indexedDocument(one).chunks.map((chunk) => [
        chunk.id,
        { text: [chunk.text], title: [one.title ?? ""], heading: one.headingPath ?? [] },
      ]),
    ),
  );
}
