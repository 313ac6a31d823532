import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { findBlocks } from "./find-blocks.ts";

const slices = (text: string) =>
  [...findBlocks(text)].map(({ kind, span, level }) => [
    kind,
    text.slice(span.start, span.end),
    ...(level ? [level] : []),
  ]);

describe("findBlocks", () => {
  it("finds underlined and numbered headings, paragraphs and lists", () => {
    const text = "Handbook\n========\n\nFirst line\nsecond line\n\n2.1 SIDE EFFECTS\n\nTake:\n- one\n- two\n";
    expect(slices(text)).toEqual([
      ["heading", "Handbook", 1],
      ["paragraph", "First line\nsecond line"],
      ["heading", "2.1 SIDE EFFECTS", 2],
      ["paragraph", "Take:"],
      ["list", "- one\n- two"],
    ]);
  });

  it("does not read a line that only resembles a heading as one", () => {
    for (const text of ["Total\n-----------------------", "2 TABLETS and water", "IMPORTANT", "1. Only one item"]) {
      expect(slices(text).map(([kind]) => kind)).toEqual(["paragraph"]);
    }
  });

  it("covers every visible character except heading underlines, in order, without overlap", () => {
    const line = fc.constantFrom(
      "",
      " ",
      "\t",
      "Title",
      "=====",
      "-----",
      "- a",
      "1. b",
      "1 AB",
      "text\u00A0",
      "\u3000",
      "\f",
      "é",
    );
    fc.assert(
      fc.property(fc.array(line, { maxLength: 25 }), (lines) => {
        const text = lines.join("\n");
        let end = 0;
        let gaps = "";
        for (const { span } of findBlocks(text)) {
          expect(span.start).toBeGreaterThanOrEqual(end);
          expect(span.end).toBeGreaterThan(span.start);
          gaps += text.slice(end, span.start);
          end = span.end;
        }
        expect((gaps + text.slice(end)).replaceAll(/^[=-]+$/gm, "").trim()).toBe("");
      }),
    );
  });
});
