import { type EmbeddingSample, type Lydian, openLydian, type VectorBlock } from "lydian";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { temporaryFolder } from "../run-lydian.ts";

const notes = [
  { uri: "keys.md", content: "# Keys\n\nA lost key costs €15.\n\n# Badges\n\nA lost badge costs €8." },
  { uri: "cats.md", content: "# Cats\n\nA kitten is vaccinated at nine weeks." },
];

/** Returns the cosine of a vector with the first vector of another block. */
function cosineOf(one: VectorBlock, row: number, other: VectorBlock): number {
  const size = other.values.length;
  let sum = 0;
  for (const [at, value] of other.values.entries()) sum += (one.values[row * size + at] ?? 0) * value;
  return sum * (one.scales[row] ?? 0) * (other.scales[0] ?? 0);
}

describe("a sample of a collection's embeddings", () => {
  const folder = temporaryFolder();
  let lydian: Lydian;
  const sampleOf = async (options = {}): Promise<EmbeddingSample> => {
    const sample = await lydian.embeddingSample(options);
    if (sample === undefined) throw new Error("There is no sample.");
    return sample;
  };

  beforeAll(async () => {
    lydian = await openLydian({ store: folder.path });
    await lydian.add(notes, { embed: false });
  });
  afterAll(async () => {
    await lydian.close();
    folder.remove();
  });

  it("counts the chunks before any is embedded, and contains none of them", async () => {
    const { chunks, chunksWithVectors, passages, space } = await sampleOf();
    expect(chunks).toBeGreaterThan(1);
    expect([chunksWithVectors, passages, space]).toEqual([0, [], undefined]);
  });

  it("contains passages with their first words, their typical words, and vectors that rank them as a search does", async () => {
    await lydian.embed();
    const { documents, passages, vectors, vocabulary, space } = await sampleOf();
    for (const { document, span, excerpt, words } of passages) {
      const read = await lydian.read(documents[document]?.id ?? "");
      expect(read?.text.slice(span.start, span.end).replaceAll(/\s+/g, " ").startsWith(excerpt)).toBe(true);
      for (const word of words) expect(read?.text).toContain(vocabulary[word]);
    }
    const questions = ["How old is a kitten when it is vaccinated?"];
    const placed = await lydian.embedQuestions(questions);
    expect(placed.space).toEqual(space);
    const found = await lydian.search(questions[0] ?? "", { mode: "vector", exact: true, limit: passages.length });
    const scores = found.hits.map(({ chunkId, score }) => [chunkId, score] as const);
    for (const [chunkId, score] of scores) {
      const row = passages.findIndex((passage) => passage.chunkId === chunkId);
      expect(cosineOf(vectors, row, placed.vectors)).toBeCloseTo(score, 2);
    }
    expect(scores.length).toBeGreaterThan(1);
  });

  it("is read again only when the collection or the request has changed", async () => {
    const { version } = await sampleOf();
    expect(await lydian.embeddingSample({ unlessVersion: version })).toBeUndefined();
    expect((await sampleOf({ unlessVersion: version, limit: 1 })).passages.length).toBe(1);
    const titled = await sampleOf({ unlessVersion: version, where: 'title = "Cats"' });
    expect(titled.documents.map(({ title }) => title)).toEqual(["Cats"]);
    await lydian.add([{ uri: "dogs.md", content: "# Dogs\n\nA puppy sleeps." }]);
    expect((await sampleOf({ unlessVersion: version })).documents.length).toBe(3);
  });

  it("rejects a sample of none or of too many passages, and an empty question", async () => {
    for (const limit of [0, 5_001, 1.5]) await expect(sampleOf({ limit })).rejects.toThrow("from 1 to 5000");
    await expect(lydian.embedQuestions([" "])).rejects.toThrow("empty");
  });
});
