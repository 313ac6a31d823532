import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { type Analyzer, everything, type IndexQuery, never } from "../../core/index.ts";
import { type BriefDocument, indexedDocument } from "../../testing/index-documents.ts";
import { createMemoryStore } from "../../testing/memory-store.ts";
import { createPlainAnalyzer } from "../../testing/plain-analyzer.ts";
import { createAnalyzer } from "../text/index.ts";
import { createIndexReader, createIndexWriter } from "./index.ts";

/** Documents to remove after the commits, and the analyzer of all texts. */
interface IndexChoice {
  readonly removeIds?: readonly string[];
  readonly analyzer?: Analyzer;
}

async function openIndex(
  commits: readonly (readonly BriefDocument[])[],
  { removeIds = [], analyzer = createPlainAnalyzer() }: IndexChoice = {},
) {
  const services = { store: createMemoryStore(), analyzer };
  const writer = createIndexWriter(services);
  for (const add of commits)
    await writer.commit({ collection: "default", language: "en", add: add.map(indexedDocument), removeIds: [] }, never);
  if (removeIds.length > 0) await writer.commit({ collection: "default", language: "en", add: [], removeIds }, never);
  return createIndexReader(services);
}

const asking = (words: NonNullable<IndexQuery["words"]>): IndexQuery => ({
  collection: "default",
  scope: everything,
  words,
});

describe("a word that no text contains", () => {
  const texts = ["the autoclave door", "hospital management", "the door seals", "a seat, a deal", "E11.9 ventilation"];
  const built = openIndex([texts.map((text, at) => ({ id: `d${at}`, chunks: [text] }))], {
    analyzer: createAnalyzer(),
  });

  it.each([
    ["autoclve", ["autoclav"]],
    ["mangaement", ["manag"]],
    ["vntilatoin", []],
    ["ventilaton", ["ventil"]],
    ["seel", ["seal"]],
    ["sael", ["seal"]],
    ["dor", []],
  ])("is corrected from %s to %j", async (word, terms) => {
    const found = await (await built).search(asking({ text: word, limit: 5, correctsTypos: true }), never);
    expect(found.expansions?.flatMap((one) => one.terms) ?? []).toEqual(terms);
    expect(found.words).toHaveLength(terms.length);
  });

  it.each(["world", "work", "many", "World"])("is not corrected if it is a general word such as %s", async (word) => {
    const words = await openIndex([[{ id: "d1", chunks: ["wording and worked word, may main man"] }]], {
      analyzer: { ...createPlainAnalyzer(), isGeneralWord: createAnalyzer().isGeneralWord ?? (() => false) },
    });
    const expansionsOf = async (text: string) =>
      (await words.search(asking({ text, limit: 5, correctsTypos: true }), never)).expansions?.map((one) => one.terms);
    expect(await expansionsOf(word)).toBeUndefined();
    expect(await expansionsOf("wordimg")).toEqual([["wording"]]);
  });

  it("is not corrected if it is a code", async () => {
    const found = await (await built).search(asking({ text: "E11.8", limit: 5, correctsTypos: true }), never);
    expect(found.expansions).toBeUndefined();
  });

  it("appears in the explanation with its correction, and the parts sum to the score", async () => {
    const query = asking({ text: "autoclve door", limit: 5, correctsTypos: true, prefixes: ["auto"] });
    const [explained] = await (await built).explain(
      query,
      [(await (await built).search(query, never)).words[0]?.chunkId ?? ""],
      never,
    );
    expect(explained?.words?.parts.map(({ label }) => label)).toEqual([
      "body:door",
      "body:auto* → autoclav",
      'body:"autoclve" → autoclav',
    ]);
    const sum = explained?.words?.parts.reduce((total, { value }) => total + value, 0);
    expect(sum).toBeCloseTo(explained?.words?.score ?? 0, 9);
  });

  it("is never corrected or completed to a word of documents that the caller may not read", async () => {
    const reader = await openIndex([
      [
        { id: "open", chunks: ["autoclave doors"] },
        { id: "hidden", chunks: ["the zirconium deal"], accessLabels: ["board"] },
      ],
    ]);
    const words = { text: "zirconum autoclve", limit: 5, correctsTypos: true, prefixes: ["zirc", "auto"] };
    const termsFor = async (scope: IndexQuery["scope"]) =>
      (await reader.search({ ...asking(words), scope }, never)).expansions?.map(({ word, terms }) => [word, terms]);
    expect(await termsFor({ kind: "labels", labels: ["staff"] })).toEqual([
      ["zirc", []],
      ["auto", ["autoclave"]],
      ["zirconum", []],
      ["autoclve", ["autoclave"]],
    ]);
    for (const scope of [everything, { kind: "labels", labels: ["board"] } as const])
      expect(await termsFor(scope)).toContainEqual(["zirconum", ["zirconium"]]);
  });

  it("is not corrected inside a phrase, or without `correctsTypos`", async () => {
    const words = { text: "autoclve", limit: 5 };
    const quoted = { ...asking({ ...words, correctsTypos: true }), phrases: ["autoclve"] };
    expect(await (await built).search(quoted, never)).toMatchObject({ words: [] });
    const plain = await (await built).search(asking(words), never);
    expect(plain.words).toEqual([]);
    expect(plain.expansions).toBeUndefined();
  });
});

describe("spelling help", () => {
  /** Returns an analyzer that notes the words it analyses, with its notes. */
  function watchAnalyzer(inner: Analyzer = createAnalyzer()) {
    const analysed = new Set<string>();
    const analyze: Analyzer["analyze"] = (text, ...rest) => {
      analysed.add(text);
      return inner.analyze(text, ...rest);
    };
    return { analysed, analyzer: { ...inner, analyze } };
  }
  const corrections = async (reader: Awaited<ReturnType<typeof openIndex>>, text: string) => {
    const { expansions = [] } = await reader.search(asking({ text, limit: 5, correctsTypos: true }), never);
    return expansions.map(({ word, terms }) => [word, ...terms].join(" "));
  };

  it("edits a word only if no term is one edit away", async () => {
    const { analysed, analyzer } = watchAnalyzer();
    const reader = await openIndex([[{ id: "d1", chunks: ["autoclave ventilation"] }]], { analyzer });
    analysed.clear();
    expect(await corrections(reader, "autoclve")).toEqual(["autoclve autoclav"]);
    expect(analysed.size).toBeLessThan(5);
    expect(await corrections(reader, "ventilaton")).toEqual(["ventilaton ventil"]);
    expect(analysed.size).toBeGreaterThan(400);
  });

  it("does not edit a long word if no term begins like it", async () => {
    const { analysed, analyzer } = watchAnalyzer();
    const reader = await openIndex([[{ id: "d1", chunks: ["electrocardiographical"] }]], { analyzer });
    analysed.clear();
    expect(await corrections(reader, "electrucardiographicalisationx")).toEqual(["electrucardiographicalisationx"]);
    expect(analysed.size).toBeLessThan(5);
    expect(await corrections(reader, "electrocardiographicaly")).toEqual([
      "electrocardiographicaly electrocardiograph",
    ]);
  });

  it("looks for terms two edits away for the first three words", async () => {
    const known = ["aaaaaaaaxy", "bbbbbbbbxy", "ccccccccxy", "ddddddddxy", "eeeeeeeexy"];
    const reader = await openIndex([[{ id: "d1", chunks: [known.join(" ")] }]]);
    expect(await corrections(reader, known.map((word) => word.replace("xy", "yz")).join(" "))).toEqual([
      "aaaaaaaayz aaaaaaaaxy",
      "bbbbbbbbyz bbbbbbbbxy",
      "ccccccccyz ccccccccxy",
      "ddddddddyz",
      "eeeeeeeeyz",
    ]);
  });

  it("is given for five words, in a query of at most 64 words", async () => {
    const known = ["alpha", "bravo", "delta", "gamma", "omega", "sigma"];
    const reader = await openIndex([[{ id: "d1", chunks: [known.join(" ")] }]]);
    const misspelled = known.map((word) => `${word}x`).join(" ");
    expect(await corrections(reader, misspelled)).toEqual(known.slice(0, 5).map((word) => `${word}x ${word}`));
    const others = (count: number) => Array.from({ length: count }, (_, at) => `n${at}`).join(" ");
    expect(await corrections(reader, `alphax ${others(63)}`)).toEqual(["alphax alpha"]);
    expect(await corrections(reader, `alphax ${others(64)}`)).toEqual([]);
  });

  it("edits words first in the question's own language", async () => {
    const analyzer = { ...createAnalyzer(), likeliestLanguage: async () => "en" };
    const services = { store: createMemoryStore(), analyzer };
    const writer = createIndexWriter(services);
    for (const [language, text] of [
      ["de", "die Tür"],
      ["en", "ventilation regulation"],
    ] as const) {
      const add = [indexedDocument({ id: language, chunks: [text] })];
      await writer.commit({ collection: "default", language, add, removeIds: [] }, never);
    }
    expect(await corrections(createIndexReader(services), "ventilaton regulaton")).toEqual([
      "ventilaton ventil",
      "regulaton regul",
    ]);
  });
});

describe("an alternative wording", () => {
  const built = openIndex(
    [
      ["ECG chart", "an electrocardiogram", "the chart of an electrocardiogram"].map((chunk, at) => ({
        id: `d${at}`,
        chunks: [chunk],
      })),
    ],
    { analyzer: createAnalyzer() },
  );
  const alternatives = [{ word: "ECG", text: "electrocardiograms", weight: 0.5 }];

  it("finds chunks that contain only the alternative, and the explanation names the word that it stands for", async () => {
    const query = asking({ text: "ECG", limit: 5, alternatives });
    const { words } = await (await built).search(query, never);
    expect(words.map(({ documentId }) => documentId)).toEqual(["d0", "d1", "d2"]);
    const [explained] = await (await built).explain(query, [words[1]?.chunkId ?? ""], never);
    expect(explained?.words?.parts).toEqual([{ label: 'body:"ECG" → electrocardiogram', value: words[1]?.score }]);
  });

  it("adds nothing to a term that the query itself contains", async () => {
    const plain = await (await built).search(asking({ text: "electrocardiogram", limit: 5 }), never);
    const query = asking({ text: "electrocardiogram", limit: 5, alternatives });
    expect((await (await built).search(query, never)).words).toEqual(plain.words);
  });

  it.each([0, 1.5, Number.NaN])("rejects a weight of %d", async (weight) => {
    const query = asking({ text: "ECG", limit: 5, alternatives: [{ word: "ECG", text: "chart", weight }] });
    await expect((await built).search(query, never)).rejects.toMatchObject({ code: "invalid-argument" });
  });
});

describe("a prefix", () => {
  it("stands for the 64 most common words that begin with it, and the result gives the number of all", async () => {
    const rare = Array.from(
      { length: 70 },
      (_, at) => `con${String.fromCharCode(97 + (at % 26), 97 + Math.floor(at / 26))}`,
    );
    const reader = await openIndex([[{ id: "a", chunks: [rare.join(" "), rare.slice(6).join(" "), "coat"] }]]);
    const { expansions } = await reader.search(asking({ text: "", limit: 5, prefixes: ["con"] }), never);
    expect(expansions).toMatchObject([{ kind: "prefix", word: "con", known: 70 }]);
    expect(expansions?.[0]?.terms).toEqual([...rare.slice(6)].sort());
  });

  it.each([
    ["autoclave", ["autoclav"]],
    ["AUTO", ["auto", "autoclav"]],
    ["A-11", ["a113", "a114"]],
    ["zzz", []],
  ])("expands %s* to %j", async (prefix, terms) => {
    const chunks = ["autoclaves, automobile auto", "autoclave", "A-113 and A-114"].slice(0, 3);
    const reader = await openIndex(
      [[{ id: "a", chunks: [chunks[0]?.replace("automobile ", "") ?? "", ...chunks.slice(1)] }]],
      {
        analyzer: createAnalyzer(),
      },
    );
    const { expansions } = await reader.search(asking({ text: "", limit: 5, prefixes: [prefix] }), never);
    expect([...(expansions?.[0]?.terms ?? [])].sort()).toEqual(terms);
  });
});

const vocabulary = ["seal", "seals", "sealed", "steal", "door", "doors", "autoclave", "autoclaved"];
const word = fc.constantFrom(...vocabulary);
const text = fc.array(word, { maxLength: 8 }).map((words) => words.join(" "));
const brief = fc.record({
  id: fc.integer({ min: 0, max: 12 }).map((number) => `d${number}`),
  title: text,
  chunks: fc.array(text, { minLength: 1, maxLength: 3 }),
});

/** Returns the terms that stand for a word, with their shares, from all words of the texts. */
function membersOf(word: string, kind: "prefix" | "typo" | "plain", allWords: readonly string[]): Map<string, number> {
  if (kind === "prefix") return new Map(allWords.filter((other) => other.startsWith(word)).map((term) => [term, 1]));
  if (kind === "plain" || allWords.includes(word)) return new Map([[word, 1]]);
  const at = (distance: number) =>
    allWords.filter((other) => other[0] === word[0] && changes(word, other) === distance);
  const nearest = at(1);
  if (nearest.length > 0) return new Map(nearest.map((term) => [term, 1 / 2]));
  return word.length < 8 ? new Map() : new Map(at(2).map((term) => [term, 1 / 3]));
}

/** Computes Levenshtein's distance by its definition; the words of these tests have no swapped letters. */
function changes(left: string, right: string): number {
  if (left === "" || right === "") return left.length + right.length;
  const replaced = changes(left.slice(1), right.slice(1)) + (left[0] === right[0] ? 0 : 1);
  if (left[0] === right[0]) return replaced;
  return Math.min(replaced, changes(left.slice(1), right) + 1, changes(left, right.slice(1)) + 1);
}

interface Passage {
  readonly id: string;
  readonly title: readonly string[];
  readonly body: readonly string[];
}

/** A word of the query: the terms that stand for it, with their shares, and its weight. */
interface QueryWord {
  readonly members: Map<string, number>;
  readonly weight: number;
}

/** Computes BM25 by its formula, for words that several terms may stand for. */
function scoreByFormula(all: readonly Passage[], passage: Passage, query: readonly QueryWord[]): number {
  const lengthOf = ({ title, body }: Passage): number => body.length + 1.5 * title.length;
  const average = all.reduce((sum, one) => sum + lengthOf(one), 0) / all.length || 1;
  const norm = 1.2 * (0.25 + (0.75 * lengthOf(passage)) / average);
  const frequencyIn = ({ title, body }: Passage, members: Map<string, number>): number =>
    body.reduce((sum, one) => sum + (members.get(one) ?? 0), 0) +
    1.5 * title.reduce((sum, one) => sum + (members.get(one) ?? 0), 0);
  return query.reduce((score, { members, weight }) => {
    const withWord = all.filter((one) => frequencyIn(one, members) > 0).length;
    const idf = Math.log(1 + (all.length - withWord + 0.5) / (withWord + 0.5));
    const frequency = frequencyIn(passage, members);
    return score + (withWord === 0 ? 0 : weight * idf * (frequency / (frequency + norm)));
  }, 0);
}

describe("a search with prefixes, typing errors and alternatives", () => {
  it("scores each as one word by the formula of BM25, over several segments with removed documents", async () => {
    const query = fc.record({
      commits: fc.array(fc.uniqueArray(brief, { maxLength: 5, selector: ({ id }) => id }), {
        minLength: 1,
        maxLength: 4,
      }),
      plain: fc.uniqueArray(word, { maxLength: 2 }),
      typos: fc.uniqueArray(fc.constantFrom("sealx", "autoclve", "autoclvx", "doar"), { maxLength: 2 }),
      prefixes: fc.uniqueArray(fc.constantFrom("sea", "autoc", "door"), { maxLength: 2 }),
      others: fc.array(fc.record({ text, weight: fc.constantFrom(0.25, 0.5, 1) }), { maxLength: 2 }),
    });
    await fc.assert(
      fc.asyncProperty(query, async ({ commits, plain, typos, prefixes, others }) => {
        const removeIds = ["d1", "first"];
        const all = [
          [
            { id: "first", title: "", chunks: ["door steal"] },
            { id: "stays", title: "", chunks: ["steal"] },
          ],
          ...commits,
        ];
        const living = [...new Map(all.flat().map((one) => [one.id, one])).values()].filter(
          ({ id }) => !removeIds.includes(id),
        );
        const alternatives = others.map((one) => ({ word: "w", ...one }));
        const words = {
          text: [...plain, ...typos].join(" "),
          limit: 1000,
          prefixes,
          correctsTypos: true,
          alternatives,
        };
        const request = asking(words);
        const reader = await openIndex(all, { removeIds });
        const found = await reader.search(request, never);
        expect(found.words).toEqual((await (await openIndex([living])).search(request, never)).words);
        const first = await reader.search({ ...request, words: { text: "", ...request.words, limit: 3 } }, never);
        expect(first.words).toEqual(found.words.slice(0, 3));

        const split = (one: string | undefined) => one?.split(" ").filter((term) => term !== "") ?? [];
        const passages = living.flatMap((one) =>
          indexedDocument(one).chunks.map((chunk) => ({
            id: chunk.id,
            title: split(one.title),
            body: split(chunk.text),
          })),
        );
        const allWords = [...new Set(passages.flatMap(({ title, body }) => [...title, ...body]))];
        const weights = new Map<string, number>();
        for (const { text, weight } of others)
          for (const one of split(text).filter((term) => ![...plain, ...typos].includes(term)))
            weights.set(one, Math.max(weight, weights.get(one) ?? 0));
        const members = [
          ...[...plain, ...typos].map((one) => ({ members: membersOf(one, "typo", allWords), weight: 1 })),
          ...prefixes.map((one) => ({ members: membersOf(one, "prefix", allWords), weight: 1 })),
          ...[...weights].map(([one, weight]) => ({ members: membersOf(one, "plain", allWords), weight })),
        ];
        const scores = new Map(passages.map((one) => [one.id, scoreByFormula(passages, one, members)]));
        expect(found.words).toHaveLength([...scores.values()].filter((score) => score > 0).length);
        const explained = await reader.explain(
          request,
          found.words.map(({ chunkId }) => chunkId),
          never,
        );
        for (const [at, { chunkId, score }] of found.words.entries()) {
          expect(scores.get(chunkId)).toBeCloseTo(score, 6);
          expect(explained[at]?.words?.score).toBe(score);
          const sum = explained[at]?.words?.parts.reduce((total, { value }) => total + value, 0);
          expect(sum).toBeCloseTo(score, 9);
        }
      }),
      { numRuns: 60 },
    );
  });
});
