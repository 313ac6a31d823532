import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { splitSentences } from "./split-sentences.ts";

const sentences = (text: string): string[] => splitSentences(text).map(({ start, end }) => text.slice(start, end));

describe("the sentences of a text", () => {
  it.each([
    ["abbreviations", "Dr. Ng came, e.g. by bus. See Fig. 3 of Smith et al. (2020). It was late.", 3],
    ["decimals and versions", "Give 3.5 mg of v1.2.3 now. Wait.", 2],
    ["initials", "J. K. Rowling and George W. Bush met. They spoke.", 2],
    ["the end of a closed abbreviation", "We open at 9 a.m. The U.S. Department agreed, etc. This is new.", 3],
    ["quotes", "“Come in!” he said. “Now?” She left.", 3],
    ["brackets", "It rained. (See p. 12.) We stayed.", 3],
    ["footnote marks", "It was found.[12] Others agree.[1,2] Fine.", 3],
    ["Chinese and Japanese", "今天下雨。我们回家！「好。」是吗？", 4],
    ["Hindi and Arabic", "यह एक है। यह दो है। هل هذا صحيح؟ نعم.", 4],
    ["ellipses", "Well... maybe not. Wait… Yes.", 3],
    ["a number that ends a sentence", "It was founded in 2019. Twenty came.", 2],
    ["a number that is named", "Take No. 5 on p. 12 of vol. 3. Say no. Go.", 3],
    ["a question in small letters", "who is it? it is me", 2],
    ["a line end inside a paragraph", "This sentence\nruns on. And this\ntoo.", 2],
    ["blank lines", "A heading\n\nThe text\n \nMore", 3],
    ["list items", "- one. two\n- three\n1. Wash hands.\n2. Dry\n   them.\n(a) last", 5],
    ["headings and table rows", "# Title\nText here.\n| a | b. C |\n|---|---|\n| 1 | 2 |\nAfter", 6],
    ["fenced code", "```\nx. Y\nz\n```", 4],
  ])("are counted correctly in %s", (_about, text, count) => {
    expect(sentences(text)).toHaveLength(count);
  });

  it("end at full stops, exclamation marks and blank lines, but not at line ends", () => {
    expect(sentences("  First one.  Second\none!\n\n- Item. ")).toEqual(["First one.", "Second\none!", "- Item."]);
    expect(sentences(" \n\t\n")).toEqual([]);
    expect(sentences("")).toEqual([]);
  });

  it("cover every character but white space, in order, without white space at their ends", () => {
    const pieces = [
      "a",
      "Dr. ",
      ". ",
      "! ",
      "。",
      "\n",
      "\n\n",
      "| ",
      "- ",
      "1. ",
      "# ",
      "```\n",
      "”",
      "B",
      "\u00a0",
      "😀",
      "(",
      "[1]",
    ];
    const text = fc
      .array(fc.oneof(fc.constantFrom(...pieces), fc.string({ unit: "binary", maxLength: 3 })))
      .map((all) => all.join(""));
    fc.assert(
      fc.property(text, (written) => {
        let before = 0;
        for (const { start, end } of splitSentences(written)) {
          expect(start).toBeGreaterThanOrEqual(before);
          expect(end).toBeGreaterThan(start);
          expect(written.slice(before, start).trim()).toBe("");
          expect(written.slice(start, end).trim()).toBe(written.slice(start, end));
          before = end;
        }
        expect(written.slice(before).trim()).toBe("");
      }),
      { numRuns: 400 },
    );
  });

  it("take time in proportion to the text", () => {
    for (const hostile of [".", ". ", "a.", "(", "\n", "[1]", "! "]) {
      expect(splitSentences(hostile.repeat(50_000)).length).toBeGreaterThanOrEqual(0);
    }
  });
});
