import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { type ChunkDraft, defined, type Element, never, type Span } from "../../../core/index.ts";
import { createFakeEmbedder } from "../../../testing/fake-embedder.ts";
import { type ChunkerOptions, createChunker } from "./create-chunker.ts";

type Parts = readonly { readonly kind: Element["kind"] | "gap"; readonly text: string; readonly level?: number }[];

const countWords = (text: string): number => text.match(/\S+/g)?.length ?? 0;
const signal = never;
const { embedDocuments: embed } = createFakeEmbedder();
const sizes: ChunkerOptions = { chunker: "structure", maxTokens: 32, overlapTokens: 0 };
const repeat = (count: number, word = "word"): string =>
  Array.from({ length: count }, (_, index) => `${word}${index}`).join(" ");

function build(parts: Parts): { text: string; title: string; elements: readonly Element[] } {
  let text = "";
  const elements: Element[] = [];
  for (const { kind, text: own, ...level } of parts) {
    const span = { start: text.length, end: text.length + own.length };
    const firstLine = { start: span.start, end: span.start + own.indexOf("\n") };
    const header = kind === "table" && own.includes("\n") ? firstLine : undefined;
    if (kind !== "gap") elements.push(defined({ kind, span, ...level, header }));
    text += `${own}\n\n`;
  }
  return { text, title: "Title", elements };
}

async function chunk(
  parts: Parts,
  options: Partial<ChunkerOptions> = {},
): Promise<readonly (ChunkDraft & { text: string })[]> {
  const document = build(parts);
  const drafts = await createChunker({ ...sizes, ...options }).chunk(
    document,
    { countTokens: countWords, embed },
    signal,
  );
  return Array.from(drafts, (draft) => ({ ...draft, text: document.text.slice(draft.span.start, draft.span.end) }));
}

describe("structure chunker", () => {
  it("begins a section's first chunk at its heading and packs small paragraphs together", async () => {
    const chunks = await chunk([
      { kind: "heading", text: "# Guide", level: 1 },
      { kind: "heading", text: "### Opening ###", level: 3 },
      { kind: "paragraph", text: repeat(8) },
      { kind: "paragraph", text: repeat(8) },
      { kind: "heading", text: "## Prices", level: 2 },
      { kind: "paragraph", text: repeat(20) },
    ]);
    expect(chunks.map((chunk) => chunk.headingPath)).toEqual([
      ["Guide", "Opening"],
      ["Guide", "Prices"],
    ]);
    expect(chunks[0]?.text.startsWith("# Guide\n\n### Opening")).toBe(true);
    expect(chunks[1]?.text.startsWith("## Prices")).toBe(true);
  });

  it("splits a large paragraph at sentences, and leaves room for the heading", async () => {
    const sentence = `${repeat(9)} end. `;
    const chunks = await chunk([
      { kind: "heading", text: "# A", level: 1 },
      { kind: "paragraph", text: `This. ${sentence.replace("word0", "Word0").repeat(3)}`.trim() },
    ]);
    expect(chunks.every((chunk) => chunk.tokens <= 32 && chunk.text.endsWith("."))).toBe(true);
    expect(chunks[0]?.tokens).toBeGreaterThan(10);
  });

  it("never cuts a table's row, and keeps the header with the first row", async () => {
    const rows = Array.from({ length: 12 }, (_, index) => `| row ${index} | value |`);
    const chunks = await chunk([
      { kind: "paragraph", text: repeat(12) },
      { kind: "table", text: ["| name | value |", "|---|---|", ...rows].join("\n") },
    ]);
    expect(chunks.length).toBeGreaterThan(2);
    expect(chunks[1]?.text.startsWith("| name | value |\n|---|---|\n| row 0")).toBe(true);
    for (const one of chunks.slice(1)) expect(one.text.split("\n").every((line) => /^\|.*\|$/.test(line))).toBe(true);
  });

  it("puts the names of a table's columns into the path of chunks below its header", async () => {
    const rows = Array.from({ length: 12 }, (_, index) => `| row ${index} | value |`);
    for (const chunker of ["structure", "recursive"] as const) {
      const chunks = await chunk(
        [
          { kind: "heading", text: "# Parts", level: 1 },
          { kind: "table", text: ["| Part | Price \\| EUR |", "|---|---|", ...rows].join("\n") },
          { kind: "paragraph", text: repeat(30) },
        ],
        { chunker },
      );
      expect(chunks.length).toBeGreaterThan(3);
      for (const { text, headingPath } of chunks) {
        const isBelow = text.startsWith("| row");
        expect(headingPath).toEqual(isBelow ? ["Parts", "Part, Price | EUR"] : ["Parts"]);
      }
    }
  });

  it("cuts a list at its items, and code at blank lines", async () => {
    const list = await chunk([
      { kind: "list", text: Array.from({ length: 6 }, () => `- ${repeat(6)}\n  ${repeat(3)}`).join("\n") },
    ]);
    expect(list.every((chunk) => chunk.text.startsWith("- "))).toBe(true);
    const code = await chunk([
      { kind: "code", text: [1, 2, 3, 4].map(() => `${repeat(5)}\n${repeat(5)}`).join("\n\n") },
    ]);
    expect(code.map((chunk) => chunk.tokens)).toEqual([20, 20]);
  });

  it("keeps a section that fits whole, and cuts a longer one at two thirds of the budget", async () => {
    const section = (words: number) =>
      chunk([
        { kind: "heading", text: "# A", level: 1 },
        ...Array.from({ length: words / 10 }, () => ({ kind: "paragraph" as const, text: repeat(10) })),
      ]);
    expect((await section(30)).map((chunk) => chunk.tokens)).toEqual([32]);
    expect((await section(40)).map((chunk) => chunk.tokens)).toEqual([12, 20, 10]);
  });

  it("joins very small sections of one parent under the parent's path, and no others", async () => {
    const chunks = await chunk(
      [
        { kind: "heading", text: "# Hours", level: 1 },
        { kind: "heading", text: "Monday", level: 2 },
        { kind: "paragraph", text: "8 to 5" },
        { kind: "heading", text: "Tuesday", level: 2 },
        { kind: "paragraph", text: "9 to 6" },
        { kind: "heading", text: "# Staff", level: 1 },
        { kind: "heading", text: "Nurses", level: 2 },
        { kind: "paragraph", text: "Ng" },
      ],
      { maxTokens: 64 },
    );
    expect(chunks.map((chunk) => chunk.headingPath)).toEqual([["Hours"], ["Staff", "Nurses"]]);
  });

  it("keeps headings that have no text, and text that no element covers", async () => {
    const empty = await chunk([{ kind: "heading", text: "# Alone", level: 1 }]);
    expect(empty.map((chunk) => chunk.text)).toEqual(["# Alone"]);
    const gap = await chunk([
      { kind: "gap", text: "before" },
      { kind: "heading", text: "# A", level: 1 },
      { kind: "gap", text: "after" },
    ]);
    expect(gap.map((chunk) => chunk.text)).toEqual(["before", "# A\n\nafter"]);
    expect(await chunk([])).toEqual([]);
  });

  it("leaves no tiny chunk at the end of a section", async () => {
    const five = Array.from({ length: 8 }, () => `W ${repeat(3)}.`).join(" ");
    const chunks = await chunk([{ kind: "paragraph", text: `${five} End.` }]);
    expect(chunks.every((chunk) => chunk.tokens >= 4)).toBe(true);
  });
});

/** Returns the titles of the headings above the first text of a chunk, outermost first. */
function titlesAbove({ text, elements }: ReturnType<typeof build>, body: Element, chunkSpan: Span): readonly string[] {
  const end = Math.max(body.span.start, chunkSpan.start);
  let path: { level: number; title: string }[] = [];
  for (const { kind, span, level = 1 } of elements) {
    if (kind !== "heading" || span.start > end) continue;
    const title = text.slice(span.start, span.end).replace(/^# /, "").replace(/\s+/g, " ").trim();
    path = [...path.filter((outer) => outer.level < level), { level, title }];
  }
  return path.map(({ title }) => title);
}

describe("every chunker", () => {
  const word = fc.constantFrom(
    "a",
    "Bo.",
    "see",
    "Dr. Ng",
    "x".repeat(700),
    "😀👨‍👩‍👧",
    "end!",
    "中文。",
    "\n",
    "e\u0301\u0301",
  );
  const prose = fc.array(word, { minLength: 1, maxLength: 40 }).map((all) => all.join(" "));
  const kinds = fc.constantFrom(
    "heading",
    "paragraph",
    "list",
    "table",
    "code",
    "quote",
    "gap",
    "paragraph",
    "heading",
  );
  const part = fc.record({ kind: kinds, text: prose, level: fc.integer({ min: 1, max: 6 }) }).map((one) => {
    if (one.kind === "heading") return { ...one, text: `# ${one.text.slice(0, 20).replaceAll("\n", " ")}h` };
    return { kind: one.kind, text: one.kind === "table" ? one.text.replaceAll("\n", "|\n|") : one.text };
  });
  const parts: fc.Arbitrary<Parts> = fc.array(part, { maxLength: 12 });
  const options = fc.record({
    chunker: fc.constantFrom<ChunkerOptions["chunker"]>("structure", "recursive", "semantic"),
    maxTokens: fc.integer({ min: 16, max: 60 }),
    overlapTokens: fc.constantFrom(0, 0, 4, 8),
  });

  it("covers all text in order, within the budget, with bounded overlap, the same each time", async () => {
    await fc.assert(
      fc.asyncProperty(parts, options, async (written, chosen) => {
        const document = build(written);
        const chunks = await chunk(written, chosen);
        expect(await chunk(written, chosen)).toEqual(chunks);
        let covered = 0;
        let start = -1;
        for (const { span, text, tokens } of chunks) {
          expect(span.start).toBeGreaterThan(start);
          expect(span.end).toBeGreaterThan(covered);
          expect(text.trim()).toBe(text);
          expect(tokens).toBe(countWords(text));
          expect(tokens).toBeLessThanOrEqual(chosen.maxTokens);
          expect(document.text.slice(covered, Math.max(covered, span.start)).trim()).toBe("");
          expect(countWords(document.text.slice(span.start, Math.max(span.start, covered)))).toBeLessThanOrEqual(
            chosen.overlapTokens,
          );
          expect(/^[\uDC00-\uDFFF]|[\uD800-\uDBFF]$/.test(text)).toBe(false);
          start = span.start;
          covered = span.end;
        }
        expect(document.text.slice(covered).trim()).toBe("");
      }),
      { numRuns: 150 },
    );
  });

  it("gives each chunk the path of its first text, or the path of that text's parent", async () => {
    await fc.assert(
      fc.asyncProperty(parts, async (written) => {
        const document = build(written);
        if (written.some(({ kind }) => kind === "gap")) return;
        for (const { span, headingPath } of await chunk(written)) {
          const body = document.elements.find(({ kind, span: own }) => kind !== "heading" && own.end > span.start);
          if (body === undefined) continue;
          const titles = titlesAbove(document, body, span);
          const isBelowHeader = body.header !== undefined && body.header.end <= span.start;
          const names = headingPath.slice(-1).filter(() => isBelowHeader);
          expect([
            [...titles, ...names],
            [...titles.slice(0, -1), ...names],
          ]).toContainEqual(headingPath);
        }
      }),
      { numRuns: 100 },
    );
  });

  it("never makes a chunk of headings alone where text follows in the section", async () => {
    await fc.assert(
      fc.asyncProperty(fc.array(fc.integer({ min: 1, max: 90 }), { minLength: 1, maxLength: 6 }), async (lengths) => {
        const written = lengths.flatMap((length, index) => [
          { kind: "heading" as const, text: `# Heading ${index}`, level: (index % 3) + 1 },
          { kind: "paragraph" as const, text: repeat(length) },
        ]);
        for (const one of await chunk(written)) expect(/word\d/.test(one.text)).toBe(true);
      }),
      { numRuns: 60 },
    );
  });
});
