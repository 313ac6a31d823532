import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { type Chunk, createWorkBudget, never } from "../../../core/index.ts";
import { foldByBruteForce } from "../fixtures/fold-by-brute-force.ts";
import { duplicateKey } from "./duplicate-key.ts";
import type { TitledChunk } from "./folded-hit.ts";
import { type FoldBounds, startFolding } from "./folding.ts";

interface ChunkOptions {
  readonly document?: string;
  readonly start: number;
  readonly end: number;
  readonly text?: string;
  readonly headingPath?: readonly string[];
  readonly title?: string;
  readonly isMember?: boolean;
}

function ranked({
  document = "d",
  start,
  end,
  text,
  headingPath = [],
  title = document,
  isMember = false,
}: ChunkOptions): TitledChunk {
  const id = `${document}.00000000.${String(start).padStart(6, "0")}`;
  const chunk: Chunk = {
    id,
    documentId: document,
    span: { start, end },
    text: text ?? `text of ${id}`,
    headingPath,
    tokens: 10,
  };
  return { chunk, title, uri: `file:///${document}`, isMember };
}

const bounds: FoldBounds = {
  limit: 10,
  maxJoinedCharacters: 300,
  questionWords: new Set(),
  areAlike: () => false,
  work: createWorkBudget(never, Infinity),
};
function fold(chunks: readonly TitledChunk[], foldBounds: FoldBounds) {
  const folding = startFolding(foldBounds);
  folding.add(chunks);
  return folding.hits();
}
const spansOf = (chunks: readonly TitledChunk[], foldBounds = bounds) =>
  fold(chunks, foldBounds).map(({ span }) => span);

describe("folding", () => {
  it("joins neighbours to one span at the rank of the better one", () => {
    const chunks = [
      ranked({ start: 100, end: 200 }),
      ranked({ document: "e", start: 0, end: 50 }),
      ranked({ start: 202, end: 300 }),
      ranked({ start: 0, end: 99 }),
    ];
    const [first, second] = fold(chunks, bounds);
    expect(first?.chunk.span).toEqual({ start: 100, end: 200 });
    expect(first?.span).toEqual({ start: 0, end: 300 });
    expect(first?.merged).toEqual([chunks[2]?.chunk.id, chunks[3]?.chunk.id]);
    expect(second?.merged).toEqual([]);
  });

  it("joins overlapping spans", () => {
    expect(spansOf([ranked({ start: 0, end: 100 }), ranked({ start: 80, end: 180 })])).toEqual([
      { start: 0, end: 180 },
    ]);
  });

  it("does not join chunks with a gap, under different headings, or of too great a length together", () => {
    expect(spansOf([ranked({ start: 0, end: 100 }), ranked({ start: 150, end: 180 })])).toHaveLength(2);
    const sections = [
      ranked({ start: 0, end: 100, headingPath: ["A"] }),
      ranked({ start: 101, end: 180, headingPath: ["B"] }),
    ];
    expect(spansOf(sections)).toHaveLength(2);
    expect(spansOf([ranked({ start: 0, end: 200 }), ranked({ start: 200, end: 301 })])).toHaveLength(2);
    expect(
      spansOf([ranked({ start: 0, end: 100 }), ranked({ start: 100, end: 180 })], {
        ...bounds,
        maxJoinedCharacters: 0,
      }),
    ).toHaveLength(2);
  });

  it("does not join neighbours whose ranks are far apart", () => {
    const between = Array.from({ length: 11 }, (_, index) => ranked({ document: `e${index}`, start: 0, end: 9 }));
    const chunks = [ranked({ start: 0, end: 100 }), ...between, ranked({ start: 100, end: 200 })];
    expect(fold(chunks, { ...bounds, limit: 50 })).toHaveLength(13);
  });

  it("shows a file by itself instead of an equal member of a container", () => {
    const text = "The pump is checked every March, and its seal is replaced. ".repeat(5);
    const member = ranked({ document: "mail!/a", start: 0, end: 290, text, isMember: true });
    const file = ranked({ document: "a", start: 5, end: 295, text });
    for (const chunks of [
      [member, file],
      [file, member],
    ]) {
      const [hit, ...others] = fold(chunks, bounds);
      expect(others).toEqual([]);
      expect(hit).toMatchObject({ chunk: file.chunk, span: file.chunk.span, merged: [member.chunk.id] });
      expect(hit?.duplicates).toEqual([{ documentId: "mail!/a", uri: "file:///mail!/a", span: member.chunk.span }]);
    }
  });

  it.each([
    ["> The pump is broken, and\n> the seal leaks.", []],
    ["The pump is broken, and the seal leaks.", ["Re: Pump", "On 1 March 2024 at 10:00, Ann wrote:"]],
    ["Sent: Friday\nThe pump is broken, and the seal leaks.".split("\n")[1] ?? "", ["Von: Ann Lee"]],
  ])("shows a mail instead of a mail that quotes it: %j", (text, headingPath) => {
    const original = ranked({
      document: "a",
      start: 0,
      end: 60,
      text: "Dear all,\nthe pump is broken, and the seal leaks.\nAnn",
    });
    const quote = ranked({ document: "b", start: 50, end: 90, text, headingPath });
    for (const chunks of [
      [quote, original],
      [original, quote],
    ]) {
      const [hit, ...others] = fold(chunks, bounds);
      expect(others).toEqual([]);
      expect(hit?.chunk.documentId).toBe("a");
      expect(hit?.duplicates.map(({ documentId }) => documentId)).toEqual(["b"]);
    }
  });

  it("keeps a quote whose mail was not found, and a quote of other words", () => {
    const quote = ranked({ document: "b", start: 0, end: 40, text: "> The pump was never broken at all." });
    const other = ranked({ document: "a", start: 0, end: 40, text: "The pump was broken." });
    expect(fold([quote, other], bounds)).toHaveLength(2);
    expect(fold([quote], bounds)[0]?.chunk).toEqual(quote.chunk);
  });

  it("folds the same text of another document into the better hit", () => {
    const text = "The same  Paragraph, ".repeat(20);
    const chunks = [
      ranked({ document: "a", start: 0, end: 420, text, headingPath: ["Leave"] }),
      ranked({
        document: "b",
        start: 7,
        end: 427,
        text: text.toLowerCase().replaceAll("  ", "\n"),
        headingPath: ["Leave"],
      }),
    ];
    const hits = fold(chunks, bounds);
    expect(hits).toHaveLength(1);
    expect(hits[0]?.span).toEqual({ start: 0, end: 420 });
    expect(hits[0]?.merged).toEqual([chunks[1]?.chunk.id]);
    expect(hits[0]?.duplicates).toEqual([{ documentId: "b", uri: "file:///b", span: { start: 7, end: 427 } }]);
  });

  describe("in near-duplicate documents", () => {
    const alike = { ...bounds, areAlike: () => true };
    const text = `Anyone who opens the cabinet writes name, hour and reason into the book of the ward. ${"All keys are with the porter, who is in on all days. ".repeat(4)}`;
    const pair = (other: string, headingPath: readonly string[] = ["Keys"]) => [
      ranked({ document: "a", start: 0, end: 290, text, headingPath: ["Keys"] }),
      ranked({ document: "b", start: 5, end: 295, text: other, headingPath }),
    ];

    it("folds a text that differs in an ordinary word, and lists its place as a duplicate", () => {
      const [hit, ...others] = fold(pair(text.replace("writes", "enters")), alike);
      expect(others).toEqual([]);
      expect(hit?.duplicates).toEqual([{ documentId: "b", uri: "file:///b", span: { start: 5, end: 295 } }]);
      expect(hit?.span).toEqual({ start: 0, end: 290 });
    });

    it("shows both texts if a number or the headings differ, or if the documents are not alike", () => {
      expect(spansOf(pair(text.replace("the cabinet", "cabinet 12")), alike)).toHaveLength(2);
      expect(spansOf(pair(text.replace("writes", "enters"), ["Medicines"]), alike)).toHaveLength(2);
      expect(spansOf(pair(text.replace("writes", "enters"), []), alike)).toHaveLength(1);
      expect(spansOf(pair(text.replace("writes", "enters")))).toHaveLength(2);
      expect(
        spansOf(pair(text.replace("writes", "enters")), { ...alike, questionWords: new Set(["writes"]) }),
      ).toHaveLength(2);
    });
  });

  it("does not fold a short text under another title or heading, where it may mean something else", () => {
    const dose = (document: string, headingPath: readonly string[]) =>
      ranked({ document, start: 0, end: 10, text: "Dose: 5 mg", headingPath });
    expect(spansOf([dose("amoxicillin", []), dose("ibuprofen", [])])).toHaveLength(2);
    expect(
      spansOf([dose("a", ["Adults"]), dose("a", ["Children"])].map((one) => ({ ...one, title: "t" }))),
    ).toHaveLength(2);
  });

  it("fills the limit with the chunks after the folded ones", () => {
    const chunks = [0, 100, 200, 600, 900].map((start) => ranked({ start, end: start + 100 }));
    const hits = fold(chunks, { ...bounds, limit: 3, maxJoinedCharacters: 1_000 });
    expect(hits.map(({ span }) => span.start)).toEqual([0, 600, 900]);
  });

  it("loses no chunk, shows none twice, and covers the span of each joined neighbour", () => {
    const chunk = fc.record({
      document: fc.constantFrom("a", "b"),
      start: fc.integer({ min: 0, max: 30 }).map((value) => value * 20),
    });
    const chunks = fc.uniqueArray(chunk, { selector: ({ document, start }) => document + start, maxLength: 30 });
    fc.assert(
      fc.property(chunks, fc.integer({ min: 1, max: 40 }), (places, limit) => {
        const all = places.map(({ document, start }) => ranked({ document, start, end: start + 20 }));
        const hits = fold(all, { ...bounds, limit, maxJoinedCharacters: 120 });
        const shown = hits.flatMap(({ chunk: best, merged }) => [best.id, ...merged]);
        expect(hits.length).toBeLessThanOrEqual(limit);
        expect(new Set(shown).size).toBe(shown.length);
        expect([...shown].sort()).toEqual(
          all
            .slice(0, shown.length)
            .map((one) => one.chunk.id)
            .sort(),
        );
        for (const { span, chunk: best, merged } of hits) {
          expect(span.end - span.start).toBe(20 * (merged.length + 1));
          expect(span.end - span.start).toBeLessThanOrEqual(120);
          expect(span.start).toBeLessThanOrEqual(best.span.start);
        }
        if (shown.length < all.length) expect(hits).toHaveLength(limit);
      }),
      { numRuns: 200 },
    );
  });

  it("folds parts as all at once, and as a fold by brute force", () => {
    const words = "the pump of hall three was checked by a nurse and its seal is in order on this day".split(" ");
    const texts = [
      "> The pump is broken, says Ann.",
      "Hello, the pump is broken, says Ann. Bye.",
      "short",
      ...[0, 5, 9].map((changed) =>
        words
          .map((word, index) => (index === changed ? "renewed" : word))
          .join(" ")
          .repeat(2),
      ),
    ];
    const chunk = fc.record({
      document: fc.constantFrom("a", "b", "c", "d!/e"),
      start: fc.integer({ min: 0, max: 12 }).map((place) => place * 20),
      text: fc.option(fc.constantFrom(...texts), { nil: undefined }),
      headingPath: fc.constantFrom([], ["Keys"]),
    });
    const chunks = fc.uniqueArray(chunk, { selector: ({ document, start }) => document + start, maxLength: 40 });
    const cuts = fc.array(fc.nat(40), { maxLength: 5 });
    const limit = fc.integer({ min: 1, max: 12 });

    fc.assert(
      fc.property(chunks, cuts, limit, fc.boolean(), (places, parts, most, isAlike) => {
        const all = places.map((place) =>
          ranked({ ...place, end: place.start + 20, title: "t", isMember: place.document.includes("!") }),
        );
        const given = { ...bounds, limit: most, areAlike: () => isAlike };
        const folding = startFolding(given);
        const edges = [0, ...parts.sort((left, right) => left - right), all.length];
        for (const [index, edge] of edges.entries()) folding.add(all.slice(edge, edges[index + 1] ?? edge));

        expect(folding.hits()).toEqual(fold(all, given));
        expect(folding.hits()).toEqual(foldByBruteForce(all, given));
      }),
      { numRuns: 300 },
    );
  });

  it("takes work in proportion to the chunks, however many fold into one hit", () => {
    const words = "the pump of hall three was checked by a nurse and its seal is in order on this day".repeat(3);
    const countOf = (mails: number, hits: number, textOf: (mail: number) => string) => {
      let compared = 0;
      const areAlike = () => ++compared > 0;
      const all = Array.from({ length: mails }, (_, mail) =>
        ranked({ document: `mail-${mail}`, start: 0, end: 300, text: textOf(mail), title: "Note" }),
      );
      const work = createWorkBudget(never, Infinity);
      const folding = startFolding({ ...bounds, areAlike, work });
      folding.add(all);
      expect(folding.hits()).toHaveLength(hits);
      return { compared, steps: work.spent };
    };
    const name = (mail: number) => [...String(mail)].map((digit) => "abcdefghij"[Number(digit)]).join("");
    const nearText = (mail: number) => `${mail % 2} pumps. ${words} word${name(mail)}`;
    for (const [hits, textOf] of [
      [1, () => words],
      [2, nearText],
    ] as const) {
      const [few, many] = [countOf(500, hits, textOf), countOf(4_000, hits, textOf)];
      expect(many.compared).toBeLessThanOrEqual(8.1 * few.compared);
      expect(many.steps).toBeLessThanOrEqual(8.1 * few.steps);
    }
  });

  it("ends when its steps do, with the hits so far", () => {
    const all = Array.from({ length: 1_000 }, (_, at) =>
      ranked({ document: `d${at}`, start: 0, end: 90, text: "same", title: "t" }),
    );
    const work = createWorkBudget(never, 2_000);
    const folding = startFolding({ ...bounds, work });
    folding.add(all);
    expect(folding).toMatchObject({ isCut: true, hasEnded: true, size: 1 });
    expect(work.spent).toBeLessThanOrEqual(2_000);
    expect(folding.hits()[0]?.merged.length).toBeGreaterThan(50);
    folding.add(all);
    expect(work.spent).toBeLessThanOrEqual(2_000);
  });
});

describe("duplicateKey", () => {
  it("distinguishes headings that only differ in where they are split", () => {
    expect(duplicateKey({ text: "a", headingPath: ["b", "c"] }, "t")).not.toBe(
      duplicateKey({ text: "a", headingPath: ["b\nc"] }, "t"),
    );
  });
});
