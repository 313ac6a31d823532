import { type AccessScope, type ExplainOptions, type Lydian, openLydian } from "lydian";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { temporaryFolder } from "../run-lydian.ts";

const question = "Who repairs the pump?";

describe("the explanation of why a passage is missing", () => {
  const folder = temporaryFolder();
  let lydian: Lydian;

  it("counts the words of a question in the passages that the caller may read", async () => {
    const counts = async (asked: string, scope?: AccessScope) =>
      Object.fromEntries(
        (await lydian.countWords(asked, scope === undefined ? {} : { scope })).map(({ word, passages }) => [
          word,
          passages,
        ]),
      );
    expect(await counts("Who repaired the pump for tea with Zanzibar?")).toEqual({
      repaired: 4,
      pump: 134,
      tea: 1,
      Zanzibar: 0,
    });
    expect(await counts("Does a friend repair it?", { kind: "labels", labels: [] })).toEqual({ friend: 0, repair: 3 });
  });

  const explain = async (document: string, options: ExplainOptions = {}, query = question) => {
    const told = await lydian.explain(query, document, options);
    return { told, codes: told.chunks.map(({ outcome }) => outcome.kind), first: told.chunks[0] };
  };

  beforeAll(async () => {
    lydian = await openLydian({ store: folder.path, settings: { rerank: { budgetMs: 600_000 } } });
    const repair = "Our own technician repairs the pump, and nobody else does.";
    await lydian.add(
      [
        { uri: "pump.txt", content: repair, metadata: { year: 2025 } },
        { uri: "copy.txt", content: repair, metadata: { year: 2025 } },
        { uri: "old.txt", content: "A technician of the maker repairs the old pump.", metadata: { year: 1999 } },
        { uri: "tea.txt", content: "Tea is served at four.", metadata: { year: 2025 } },
      ],
      { embed: true },
    );
    await lydian.add([{ uri: "board.txt", content: "The board lets a friend repair the pump." }], {
      accessLabels: ["board"],
    });
    const many = Array.from({ length: 130 }, (_, index) => ({
      uri: `long-${index}.txt`,
      content: `Report ${index} names the pump${" again".repeat(index)}.`,
    }));
    await lydian.add(many, { embed: false });
  });
  afterAll(async () => {
    await lydian.close();
    folder.remove();
  });

  it("gives rank and score of a shown passage at every stage, in parts that sum to the score", async () => {
    const { told, codes, first } = await explain("old.txt");
    expect(codes).toEqual(["shown"]);
    expect(first?.stages.map(({ stage }) => stage)).toEqual(["words", "vectors", "fusion"]);
    for (const { rank, score = Number.NaN, parts, depth } of first?.stages ?? []) {
      expect(rank).toBeLessThanOrEqual(depth);
      expect(parts.reduce((sum, { value }) => sum + value, 0)).toBeCloseTo(score, 6);
    }
    const { hits } = await lydian.search(question);
    expect(told.hits).toBe(hits.length);
    expect(hits[(first?.hitRank ?? 0) - 1]?.uri).toBe("old.txt");
  });

  it.each<[string, string, ExplainOptions, string?]>([
    ["filtered-out", "old.txt", { where: "year >= 2020" }],
    ["no-access", "board.txt", { scope: { kind: "labels", labels: ["staff"] } }],
    ["phrase-missing", "old.txt", {}, '"the new pump"'],
    ["shown", "old.txt", {}, 'who repairs "the new pump"'],
    ["nothing-in-common", "tea.txt", { mode: "lexical" }],
    ["beyond-limit", "old.txt", { limit: 1 }],
    ["folded", "copy.txt", {}],
    ["not-embedded", "long-0.txt", {}, "Who serves tea?"],
    ["below-depth", "long-129.txt", { mode: "lexical" }],
    ["noise", "long-3.txt", { mode: "lexical", limit: 100 }],
  ])("names the reason why a passage is not shown: %s", async (code, document, options, query) => {
    const { codes, first } = await explain(document, options, query);
    expect(codes).toEqual([code]);
    expect(first?.outcome.message).not.toBe("");
  });

  it("gives the rank of a passage that lies too deep to take part", async () => {
    const { first } = await explain("long-129.txt", { mode: "lexical" });
    const [words] = first?.stages ?? [];
    expect(words?.rank).toBeGreaterThan(words?.depth ?? 0);
    expect(words?.score).toBeGreaterThan(0);
    expect(first?.outcome.message).toContain(`${words?.rank} by words`);
  });

  it("covers the passages that touch a span, and rejects a document that does not exist", async () => {
    expect((await explain("pump.txt", { span: { start: 3, end: 4 } })).codes).toEqual(["shown"]);
    expect((await explain("pump.txt", { span: { start: 900, end: 901 } })).codes).toEqual([]);
    await expect(lydian.explain(question, "nothing.txt")).rejects.toMatchObject({ code: "document-not-found" });
    await expect(lydian.explain(question, "pumps.txt")).rejects.toMatchObject({
      hint: expect.stringContaining("pump.txt"),
    });
  });

  it("includes the reranker's score of a passage that it has read", async () => {
    const { first } = await explain("old.txt", { rerank: true });
    expect(first?.stages.at(-1)?.stage).toBe("reranker");
    const { first: read } = await explain("old.txt");
    expect(read?.stages.map(({ stage }) => stage)).not.toContain("reranker");
    expect(read?.relevance).toBe(first?.relevance);
    expect(first?.relevance).toBeGreaterThan(0);
  });
});
