import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { codeLines, itemsIn, layOut, quotedLines, rowsIn, signOf } from "./lay-out.ts";
import { cutAtMarks } from "./marked-text.tsx";

const wholeOf = (text: string) => ({ start: 0, end: text.length });
const slices = (text: string, spans: readonly { readonly start: number; readonly end: number }[]) =>
  spans.map(({ start, end }) => text.slice(start, end));

const spans = fc.array(fc.record({ start: fc.nat(60), length: fc.nat(20) }), { maxLength: 6 });

describe("the layout of a document's text", () => {
  it("puts every visible character into exactly one block, in order, for any elements", () => {
    const text = fc.string({ unit: fc.constantFrom("a", "b", " ", "\n"), maxLength: 60 });
    fc.assert(
      fc.property(text, spans, (whole, drawn) => {
        const elements = drawn
          .map(({ start, length }) => ({
            start: Math.min(start, whole.length),
            end: Math.min(start + length, whole.length),
          }))
          .sort((a, b) => a.start - b.start)
          .map((span) => ({ kind: "paragraph" as const, span }));
        const blocks = layOut(whole, elements).map(({ span }) => span);
        expect(slices(whole, blocks).join("").replaceAll(/\s/g, "")).toBe(whole.replaceAll(/\s/g, ""));
        for (const [at, { start }] of blocks.entries()) expect(start).toBeGreaterThanOrEqual(blocks[at - 1]?.end ?? 0);
      }),
    );
  });

  it("splits the text between elements at empty lines", () => {
    const text = "# Title\n\nOne\ntwo\n\nThree";
    const elements = [{ kind: "heading" as const, span: { start: 0, end: 7 }, level: 1 }];
    expect(
      slices(
        text,
        layOut(text, elements).map(({ span }) => span),
      ),
    ).toEqual(["# Title", "One\ntwo", "Three"]);
  });

  it.each([
    [
      "| a | b |\n| --- | :-: |\n| c \\| d | e |",
      [
        ["a", "b"],
        ["c \\| d", "e"],
      ],
    ],
    [
      "Part   Name\nA-1   Door seal",
      [
        ["Part", "Name"],
        ["A-1", "Door seal"],
      ],
    ],
    ["a\tb\n\nc\t", [["a", "b"], ["c"]]],
  ])("finds the table cells in %j", (text, cells) => {
    expect(rowsIn(text, wholeOf(text)).map((row) => slices(text, row))).toEqual(cells);
  });

  it("keeps a continued line with its list item", () => {
    const text = "- one\n  more\n2. two";
    expect(slices(text, itemsIn(text, wholeOf(text)))).toEqual(["- one\n  more", "2. two"]);
  });
});

describe("the parser of Markdown blocks", () => {
  it("finds the bullet of a list item, and no sign before a numbered or plain line", () => {
    expect(["- one", "  * two", "3. three", "four"].map((text) => signOf(text, wholeOf(text))?.end)).toEqual([
      ...[2, 4, undefined, undefined],
    ]);
  });

  it("returns code without its fences, and unfenced code unchanged", () => {
    for (const [text, code] of [
      ["```sh\nnpm test\n```", "npm test"],
      ["~~~\na\n\nb\n~~~", "a\n\nb"],
      ["```\nnever closed", "```\nnever closed"],
      ["    indented", "    indented"],
    ] as const)
      expect(slices(text, [codeLines(text, wholeOf(text))])).toEqual([code]);
  });

  it("splits a quote into signs and lines that together are the whole text", () => {
    fc.assert(
      fc.property(fc.string({ unit: fc.constantFrom("a", ">", " ", "\n"), maxLength: 30 }), (text) => {
        const lines = quotedLines(text, wholeOf(text));
        const all = lines.flatMap(({ sign, ...line }) => [...(sign === undefined ? [] : [sign]), line]);
        expect(slices(text, all).join("")).toBe(text);
        if (/^\s*>/.test(text)) expect(slices(text, lines).join("")).not.toMatch(/^\s*>/m);
      }),
    );
  });
});

describe("cutAtMarks", () => {
  it("splits a span into pieces that are each either fully marked or unmarked", () => {
    fc.assert(
      fc.property(fc.nat(40), fc.nat(40), spans, (start, length, drawn) => {
        const span = { start, end: start + length };
        const marks = drawn.map((one, at) => ({
          start: one.start,
          end: one.start + one.length,
          number: at + 1,
          isOpen: at === 0,
        }));
        const pieces = cutAtMarks(span, marks);
        expect(pieces.reduce((sum, piece) => sum + piece.end - piece.start, 0)).toBe(length);
        for (const piece of pieces)
          for (let at = piece.start; at < piece.end; at++) {
            const isMarked = marks.some((mark) => mark.start <= at && at < mark.end);
            const isOpen = marks.some((mark) => mark.isOpen && mark.start <= at && at < mark.end);
            expect([piece.mark !== undefined, piece.mark?.isOpen ?? false]).toEqual([isMarked, isOpen]);
          }
      }),
    );
  });
});
