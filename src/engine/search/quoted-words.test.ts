import fc from "fast-check";
import { describe, expect, it } from "vitest";
import type { Reranker } from "../../core/index.ts";
import type { BriefDocument } from "../../testing/index-documents.ts";
import { openTexts } from "./fixtures/open-texts.ts";
import type { SearchTrail } from "./search.ts";

const chunksOf = ({ stages }: SearchTrail, wanted: string) =>
  stages.find(({ stage }) => stage === wanted)?.chunks ?? [];
type TrailChunk = ReturnType<typeof chunksOf>[number];
const idsOf = (chunks: readonly { readonly chunkId: string }[]) => chunks.map(({ chunkId }) => chunkId);

const word = fc.constantFrom("the", "of", "Door", "door", "doors", "seal", "SEALS", "A-113", "pump", "京都");
const sentence = fc.array(word, { minLength: 1, maxLength: 7 }).map((words) => words.join(" "));
const texts = fc.uniqueArray(sentence, { minLength: 1, maxLength: 14, selector: (text) => text.toLowerCase() });
const phrase = fc.array(word, { minLength: 1, maxLength: 3 }).map((words) => words.join(" "));
const spaced = (text: string) => ` ${text.toLowerCase().replaceAll("京都", "京 都")} `;

const modes = ["lexical", "vector", "hybrid"] as const;
type Mode = (typeof modes)[number];
/** Stage that gives the order of each mode without a reranker. */
const lastStages: Readonly<Record<Mode, string>> = { lexical: "words", vector: "vectors", hybrid: "fusion" };

describe("quoted words in a longer query", () => {
  it("rank passages that contain them first, then the others in the order of the query without quotation marks", async () => {
    await fc.assert(
      fc.asyncProperty(texts, phrase, fc.constantFrom(...modes), async (all, quoted, mode) => {
        const { find } = await openTexts(all.map((text, at) => ({ id: `d${at}`, chunks: [text] })));
        // The words of both queries are the same; nothing is corrected, since the collection's words are all known.
        const marked = await find(`pump "${quoted}"`, { mode });
        const plain = await find(`pump ${quoted}`, { mode });
        const holds = ({ documentId }: Pick<TrailChunk, "documentId">) =>
          spaced(all[Number(documentId.slice(1))] ?? "").includes(spaced(quoted));
        const whole = chunksOf(plain, lastStages[mode]);
        const first = whole.filter(holds);
        const rest = whole.filter((chunk) => !holds(chunk));
        const last = marked.stages.findLast(({ stage }) => stage !== "phrases");
        expect(idsOf(last?.chunks ?? [])).toEqual([...idsOf(first), ...idsOf(rest)]);
        expect(idsOf(chunksOf(marked, "phrases"))).toEqual(idsOf(first));
        expect(marked.warnings.map(({ code }) => code)).toEqual(first.length === 0 ? ["phrase-not-found"] : []);
        expectExact(marked);
      }),
      { numRuns: 80 },
    );
  });

  it("are required if the query has only stop words besides", async () => {
    const { find } = await openTexts(["the door seal", "the seal of the door"].map((text, at) => brief(at, text)));
    const found = async (query: string) => (await find(query)).hits.map(({ text }) => text);
    expect(await found('"door seal"')).toEqual(["the door seal"]);
    expect(await found('the "door seal", and "seal"?')).toEqual(["the door seal"]);
    expect(await found('which "door seal"')).toEqual(["the door seal", "the seal of the door"]);
    expect((await find('"seal door"')).warnings).toMatchObject([{ code: "phrase-not-found" }]);
  });

  it("are not required beside a stop word of a language that no document has, such as the Dutch door", async () => {
    const { find } = await openTexts(["The key A-113.", "The door is heavy."].map((text, at) => brief(at, text)));
    expect((await find('door "A-113"')).hits.map(({ text }) => text)).toEqual(["The key A-113.", "The door is heavy."]);
  });

  it("are never corrected nor replaced by other words", async () => {
    const { find } = await openTexts([brief(0, "the autoclave and its pump"), brief(1, "a pump")]);
    const { warnings, hits } = await find('pump "autoclve"');
    expect(warnings.map(({ code }) => code)).toEqual(["phrase-not-found"]);
    expect(hits).toHaveLength(2);
  });

  it("cause each text that may hold them in this order to be read once, and no other text", async () => {
    const others = Array.from({ length: 90 }, (_, at) => brief(at + 2, `the pump number ${at}`));
    const { find, readIds } = await openTexts([brief(0, "door seal"), brief(1, "a seal at the door"), ...others]);
    const { hits } = await find('pump "door seal"', { mode: "hybrid" });
    expect(hits[0]?.documentId).toBe("d0");
    expect(readIds.map((id) => id.split(".")[0])).toEqual(["d0"]);
  });

  it("allow no other passage before all passages that contain them", async () => {
    const copies = Array.from({ length: 230 }, (_, at) => brief(at, "door seal"));
    const { find } = await openTexts([
      ...copies,
      brief(900, `the door seal ${"x ".repeat(50)}`),
      brief(901, "pump pump"),
    ]);
    const { hits } = await find('pump "door seal"', { limit: 2 });
    expect(hits.map(({ documentId }) => documentId)[1]).toBe("d900");
  });

  it("keep their passages first after reranking, with parts that sum to the scores", async () => {
    const shortest: Pick<Reranker, "id" | "rerank"> = {
      id: "shortest-first",
      rerank: async (_, passages) => passages.map(({ text }, index) => ({ index, relevance: -text.length })),
    };
    const { find } = await openTexts([brief(0, "pump"), brief(1, "a pump with its door seal"), brief(2, "door seal")]);
    const found = await find('pump "door seal"', {
      reranker: shortest,
      settings: { rerankWeight: 1, rerankBudgetMs: 600_000 },
    });
    expect(found.hits.map(({ documentId }) => documentId)).toEqual(["d2", "d1", "d0"]);
    expect(found.hits.map(({ stage }) => stage)).toEqual(["phrases", "phrases", "reranker"]);
    expectExact(found);
  });
});

const brief = (at: number, text: string): BriefDocument => ({ id: `d${at}`, chunks: [text] });

/** Scores never rise from hit to hit, and every stage's parts sum to its score. */
function expectExact({ hits }: Pick<SearchTrail, "hits">): void {
  for (const [at, { score, explanation }] of hits.entries()) {
    expect(score).toBeGreaterThanOrEqual(hits[at + 1]?.score ?? Number.NEGATIVE_INFINITY);
    expect(explanation.stages.at(-1)?.score).toBe(score);
    for (const stage of explanation.stages) {
      expect(stage.parts.reduce((sum, { value }) => sum + value, 0)).toBeCloseTo(stage.score, 9);
    }
  }
}
