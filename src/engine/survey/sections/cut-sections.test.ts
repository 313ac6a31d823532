import fc from "fast-check";
import { describe, expect, it } from "vitest";
import type { Element } from "../../../core/index.ts";
import { cutSections } from "./cut-sections.ts";

/** Elements of Markdown, as a loader would find them: a line with `#` is a heading, other blocks are paragraphs. */
function documentOf(text: string) {
  const elements: Element[] = [];
  let start = 0;
  for (const block of text.split("\n\n")) {
    const span = { start, end: start + block.length };
    const level = /^#{1,6}(?= )/.exec(block)?.[0].length;
    if (block.trim() !== "")
      elements.push(level === undefined ? { kind: "paragraph", span } : { kind: "heading", level, span });
    start += block.length + 2;
  }
  return { text, elements };
}

const cut = (text: string, most?: number) => {
  const document = documentOf(text);
  return cutSections(document, most).map(({ span, headingPath }) => [text.slice(span.start, span.end), headingPath]);
};

describe("the sections of a document", () => {
  it("begin at headings, and have the path of their headings", () => {
    expect(cut("Above.\n\n# A\n\nOne.\n\n## B\n\nTwo.\n\n# C #\n\nThree.")).toEqual([
      ["Above.", []],
      ["# A\n\nOne.", ["A"]],
      ["## B\n\nTwo.", ["A", "B"]],
      ["# C #\n\nThree.", ["C"]],
    ]);
  });

  it("include a heading without text in the next section; the last heading is its own section", () => {
    expect(cut("# A\n\n## B\n\nTwo.\n\n# C")).toEqual([
      ["# A\n\n## B\n\nTwo.", ["A", "B"]],
      ["# C", ["C"]],
    ]);
    expect(cut("")).toEqual([]);
    expect(cut("  \n\n ")).toEqual([]);
  });

  it("are cut between paragraphs if they are too long, else between sentences, words or characters", () => {
    expect(cut("One two.\n\nThree.\n\nFour five six.", 15).map(([text]) => text)).toEqual([
      "One two.",
      "Three.",
      "Four five six.",
    ]);
    expect(cut("One two. Three four. Five.", 22).map(([text]) => text)).toEqual(["One two. Three four.", "Five."]);
    expect(cut("one two three four", 9).map(([text]) => text)).toEqual(["one two", "three", "four"]);
    expect(cut("😀😀😀", 3).map(([text]) => text)).toEqual(["😀", "😀", "😀"]);
  });

  it.each([
    ["# C # #", "C #"],
    ["#\tC#", "C#"],
    ["### #", ""],
    ["#", ""],
    ["Under\na line\n  ===", "Under a line"],
    ["Dashes\n---\t", "Dashes"],
    ["Not a line\n-=", "Not a line -="],
    ["---", "---"],
  ])("have the words of the heading %j without its marks", (heading, words) => {
    const span = { start: 0, end: heading.length };
    const [section] = cutSections({ text: heading, elements: [{ kind: "heading", level: 1, span }] });
    expect(section?.headingPath).toEqual(words === "" ? [] : [words]);
  });

  // With an expression that tries a run again from each place in it, this takes longer than a test may.
  it.each([" ", "\u00a0", "#", "# ", "\n", "-", "=", "\n=", "\n- "])(
    "are found below a heading with a long run of %j",
    (unit) => {
      const heading = `# a${unit.repeat(5_000)}b`;
      const element = { kind: "heading", level: 1, span: { start: 0, end: heading.length } } as const;
      const [section] = cutSections({ text: heading, elements: [element] });
      expect(section?.headingPath[0]).toMatch(/^a.*b$/);
    },
  );

  it("contain every character but white space once, and keep to the length", () => {
    const block = fc.oneof(
      fc.stringMatching(/^#{1,3} [a-c]{1,4}$/),
      fc.stringMatching(/^[a-c .\n]{0,60}$/),
      fc.string({ unit: "grapheme", maxLength: 30 }),
    );
    fc.assert(
      fc.property(fc.array(block, { maxLength: 12 }), fc.integer({ min: 2, max: 40 }), (blocks, most) => {
        const document = documentOf(blocks.join("\n\n"));
        const sections = cutSections(document, most);
        let from = 0;
        for (const { span } of sections) {
          expect(document.text.slice(from, span.start).trim()).toBe("");
          expect(span.end).toBeGreaterThan(span.start);
          expect(span.end - span.start).toBeLessThanOrEqual(most);
          const piece = document.text.slice(span.start, span.end);
          expect(piece).toBe(piece.trim());
          from = span.end;
        }
        expect(document.text.slice(from).trim()).toBe("");
      }),
      { numRuns: 300 },
    );
  });
});
