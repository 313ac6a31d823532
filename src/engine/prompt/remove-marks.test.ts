import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { markDocuments } from "./mark-documents.ts";
import { createMarkRemover, removeMarks } from "./remove-marks.ts";

const marks = { line: "7k>", word: "ˆ" };
const piece = fc.constantFrom(
  "7k>",
  "7k> ",
  "7",
  "k",
  ">",
  " ",
  "\n",
  "ˆ",
  "<",
  "/",
  "word",
  "20",
  "7k",
  "k>",
  "é",
  "😀",
);
const reply = fc.array(piece, { maxLength: 25 }).map((parts) => parts.join(""));

describe("the removal of marks", () => {
  it.each([
    ["at the start of a line", "7k> A key costs\n7k> 20 euros.", "A key costs\n20 euros."],
    ["before an empty line", "7k>\n7k>", "\n"],
    ["in the middle of a line", "costs 7k> 20 euros", "costs 20 euros"],
    ["several times", "7k> 7k>7k> A key", "A key"],
    ["without spaces around it", "costs7k>20", "costs 20"],
    ["behind a quotation mark", '"7k> 20"', '"20"'],
    ["after an escaped line end of JSON", '"a\\n7k> b"', '"a\\n b"'],
    ["between words of the web", "Aˆkeyˆcosts", "A key costs"],
  ])("finds a mark %s", (_, text, expected) => {
    expect(removeMarks(text, marks)).toBe(expected);
  });

  it("leaves everything else as it is, such as tags of HTML and a part of a mark at the end", () => {
    for (const text of ["a <7k> b </7k>", "7 k> 7k", "k>", "7K>", ""]) expect(removeMarks(text, marks)).toBe(text);
  });

  it("gives the same text however it is cut", () => {
    fc.assert(
      fc.property(reply, fc.array(fc.nat(60)), (text, places) => {
        const remover = createMarkRemover(marks);
        const cuts = [
          0,
          ...places.filter((place) => place < text.length).sort((one, other) => one - other),
          text.length,
        ];
        const pieces = cuts.slice(1).map((cut, index) => remover.push(text.slice(cuts[index], cut)));
        expect(pieces.join("") + remover.end()).toBe(removeMarks(text, marks));
        const single = createMarkRemover(marks);
        expect(
          text
            .split("")
            .map((character) => single.push(character))
            .join("") + single.end(),
        ).toBe(removeMarks(text, marks));
      }),
    );
  });

  it("changes nothing the second time", () => {
    fc.assert(
      fc.property(reply, (text) => {
        const once = removeMarks(text, marks);
        expect(removeMarks(once, marks)).toBe(once);
      }),
    );
  });

  it("restores a document that a model copies with its marks", () => {
    const text = fc.array(fc.constantFrom("7", "k", ">", "7k>", "word", " ", "\n", "<b>"), { maxLength: 20 });
    fc.assert(
      fc.property(text, (parts) => {
        const lines = parts.join("");
        const { blocks, marks: own } = markDocuments([{ name: "said", text: lines }], {
          others: [],
          nextFence: () => "fence_x7k0",
        });
        const copied = blocks.join("").split("\n").slice(1, -1).join("\n");
        expect(removeMarks(copied, own)).toBe(lines);
      }),
    );
  });
});
