import fc from "fast-check";
import { describe, expect, it } from "vitest";
import type { Reranker } from "../../core/index.ts";
import type { BriefDocument } from "../../testing/index-documents.ts";
import { openTexts } from "./fixtures/open-texts.ts";
import type { SearchTrail } from "./search.ts";

const name = fc.constantFrom(
  "doorSeal",
  "door_seal",
  "DoorSeal",
  "door",
  "seal",
  "sealPump",
  "pump, doorSeal",
  "Door::seal",
);
const word = fc.constantFrom("door", "seal", "pump", "doorSeal", "door_seal", "sealPump", "of", "京都");
const text = fc.array(word, { minLength: 1, maxLength: 6 }).map((words) => words.join(" "));
const loader = fc.constantFrom("source-code", "markdown");
const document = fc.record({ headings: fc.array(name, { maxLength: 2 }), text, loader });
const documents = fc.array(document, { minLength: 1, maxLength: 12 });
const query = fc.constantFrom(
  "doorSeal",
  "door_seal()",
  "door seal",
  "DOOR",
  "seal",
  "pump seal",
  "sealpump",
  "of",
  "door?",
  "pump -seal",
);
const mode = fc.constantFrom("lexical", "vector", "hybrid");

/**
 * Names that the only chunk of a document of source code defines: its names, and those of the classes that it begins.
 */
const namesIn = (headings: readonly string[]): readonly string[] =>
  headings.flatMap((heading) => heading.split(", ")).map((one) => one.split("::").at(-1) ?? one);
const fold = (text: string): string => text.toLowerCase().replace(/[_ ]|\(\)$/g, "");

const orderOf = ({ stages }: SearchTrail) => stages.findLast(({ stage }) => stage !== "definitions")?.chunks ?? [];
const code = (id: string, heading: string, chunk: string): BriefDocument => ({
  id,
  chunks: [chunk],
  headingPath: [heading],
  loader: "source-code",
});

describe("a query that is a name", () => {
  it("ranks the source code that defines it first, and all else as if nothing defined it", async () => {
    await fc.assert(
      fc.asyncProperty(documents, query, mode, async (all, asked, inMode) => {
        const open = (loaderOf: (given: string) => string) =>
          openTexts(
            all.map((one, at) => ({
              id: `d${at}`,
              chunks: [one.text],
              headingPath: one.headings,
              loader: loaderOf(one.loader),
            })),
          );
        const found = await (await open((given) => given)).find(asked, { mode: inMode });
        const plain = await (await open(() => "markdown")).find(asked, { mode: inMode });

        const written = asked.replace("()", "");
        const isName = /^[\w ]+$/.test(written) && inMode !== "vector";
        const idsWhere = (defines: (defined: string) => boolean) =>
          all.flatMap((one, at) =>
            isName && one.loader === "source-code" && namesIn(one.headings).some(defines) ? [`d${at}`] : [],
          );
        const exact = idsWhere((defined) => defined === written);
        const defining = new Set(exact.length > 0 ? exact : idsWhere((defined) => fold(defined) === fold(written)));

        const ids = orderOf(plain).map(({ documentId }) => documentId);
        const others = ids.filter((id) => !defining.has(id));
        const order = orderOf(found).map(({ documentId }) => documentId);
        expect(new Set(order.slice(0, order.length - others.length))).toEqual(
          new Set(ids.filter((id) => defining.has(id))),
        );
        expect(order.slice(order.length - others.length)).toEqual(others);
        if (others.length === ids.length) {
          expect(found.hits).toEqual(plain.hits);
          expect(found.stages).toEqual(plain.stages);
        }
        expectExact(found);
      }),
      { numRuns: 200 },
    );
  });

  it("prefers the definition in the spelling of the query", async () => {
    const { find } = await openTexts([
      code("d0", "Reading", "type Reading"),
      code("d1", "reading", "const reading = reading()"),
      code("d2", "read", "reading"),
    ]);
    const firstOf = async (asked: string) =>
      (await find(asked)).hits.filter(({ stage }) => stage === "definitions").map(({ documentId }) => documentId);
    expect(await firstOf("Reading")).toEqual(["d0"]);
    expect(await firstOf("reading()")).toEqual(["d1"]);
    expect((await firstOf("READING")).toSorted()).toEqual(["d0", "d1"]);
  });

  it("finds a definition that ranks below the depth of the search", async () => {
    const uses = Array.from({ length: 130 }, (_, at) => code(`d${at}`, "door, seal", `doorSeal doorSeal ${at}`));
    const definition = code("d900", "doorSeal", `function ${"x ".repeat(500)}`);
    const prose = await openTexts([...uses, { ...definition, loader: "markdown" }]);
    const rank = orderOf(await prose.find("doorSeal", { limit: 500 })).findIndex(
      ({ documentId }) => documentId === "d900",
    );
    expect(rank).toBeGreaterThan(100);

    const { find } = await openTexts([...uses, definition]);
    for (const inMode of ["lexical", "hybrid"] as const) {
      const { hits } = await find("doorSeal", { mode: inMode, limit: 5 });
      expect(hits[0]).toMatchObject({ documentId: "d900", stage: "definitions" });
    }
  });

  it("keeps a definition secret from those who may not read it", async () => {
    const { find } = await openTexts([
      { ...code("d0", "doorSeal", "function doorSeal"), accessLabels: ["hr"] },
      code("d1", "use", "doorSeal(door)"),
    ]);
    expect((await find("doorSeal")).hits[0]).toMatchObject({ documentId: "d0", stage: "definitions" });
    const scope = { kind: "labels", labels: ["all"] } as const;
    const { hits } = await find("doorSeal", { scope });
    expect(hits.map(({ documentId, stage }) => [documentId, stage])).toEqual([["d1", "words"]]);
  });

  it("keeps its definition first after reranking", async () => {
    const longest: Pick<Reranker, "id" | "rerank"> = {
      id: "longest-first",
      rerank: async (_, passages) => passages.map((passage, index) => ({ index, relevance: passage.text.length })),
    };
    const { find } = await openTexts([
      code("d0", "doorSeal", "function doorSeal"),
      code("d1", "use", "doorSeal of the door and the seal"),
    ]);
    const settings = { rerankWeight: 1, rerankBudgetMs: 600_000 };
    const found = await find("doorSeal", { reranker: longest, settings });
    expect(found.hits.map(({ documentId, stage }) => [documentId, stage])).toEqual([
      ["d0", "definitions"],
      ["d1", "reranker"],
    ]);
    expectExact(found);
  });
});

/** Scores never rise from hit to hit, and every stage's parts sum to its score. */
function expectExact({ hits }: Pick<SearchTrail, "hits">): void {
  for (const [at, { score, explanation }] of hits.entries()) {
    expect(score).toBeGreaterThanOrEqual(hits[at + 1]?.score ?? Number.NEGATIVE_INFINITY);
    for (const stage of explanation.stages)
      expect(stage.parts.reduce((sum, { value }) => sum + value, 0)).toBeCloseTo(stage.score, 9);
  }
}
