import fc from "fast-check";
import stringWidth from "string-width";
import { describe, expect, it } from "vitest";
import { oneLine } from "../../present/index.ts";
import { alignRows } from "./align-rows.ts";
import { markHighlight } from "./mark-highlight.ts";
import { readableText } from "./readable-text.ts";
import { renderSnippet } from "./render-snippet.ts";
import { cutText, padText, wrapText } from "./wrap-text.ts";

const ESC = "\u001b";

describe("wrapText", () => {
  it("keeps every word in order, and lines within the width", () => {
    const words = fc.array(fc.stringMatching(/^[a-z]{1,12}$/), { minLength: 1, maxLength: 40 });
    fc.assert(
      fc.property(words, fc.integer({ min: 24, max: 60 }), (list, columns) => {
        const wrapped = wrapText(list.join(" "), columns, "  ");
        expect(oneLine(wrapped)).toBe(list.join(" "));
        expect(Math.max(...wrapped.split("\n").map((line) => line.length))).toBeLessThanOrEqual(columns);
      }),
      { numRuns: 100 },
    );
  });
});

describe("wrapText with colours and line breaks", () => {
  it("keeps line breaks and indents every line that is not empty", () => {
    expect(wrapText("one\n\ntwo", 40, "  ")).toBe("  one\n\n  two");
  });

  it("does not count colour codes, and closes them at the end of each line", () => {
    const wrapped = wrapText(`${ESC}[1mbold words here and more${ESC}[22m`, 20);
    expect(wrapped.split("\n")).toEqual([`${ESC}[1mbold words here and${ESC}[22m`, `${ESC}[1mmore${ESC}[22m`]);
  });
});

describe("the width of a text", () => {
  it.each([
    ["fees", 4],
    ["診療所", 6],
    ["🏥 a", 4],
    ["größe", 5],
    ["e\u0301", 1],
    ["عيادة", 5],
    [`${ESC}[1mbold${ESC}[22m`, 4],
  ])("is the number of columns of a terminal for %j", (text, width) => expect(stringWidth(text)).toBe(width));

  it("is kept when a text is cut or filled", () => {
    expect(cutText("診療所の案内", 7)).toBe("診療所…");
    expect(padText("診療", 6)).toBe("診療  ");
    expect(padText("7", 3, "right")).toBe("  7");
    fc.assert(
      fc.property(
        fc.string({ unit: "grapheme", minLength: 1, maxLength: 30 }),
        fc.integer({ min: 3, max: 30 }),
        (text, columns) => {
          expect(stringWidth(cutText(text, columns))).toBeLessThanOrEqual(columns);
        },
      ),
      { numRuns: 100 },
    );
  });
});

describe("renderSnippet", () => {
  const bold = (word: string) => `*${word}*`;

  it("marks the query's words and their inflections", () => {
    expect(renderSnippet("Cancelled late?\nLate cancellations cost.", { query: "late cancellation" }, bold)).toBe(
      "Cancelled *late*? *Late* *cancellations* cost.",
    );
  });

  it("returns the part of a long text that contains the words", () => {
    const text = `${"filler words ".repeat(60)}the autoclave A-113 hums ${"more words ".repeat(60)}`;
    const snippet = renderSnippet(text, { query: "autoclave A-113" }, bold);
    expect(snippet).toContain("*autoclave* *A-113*");
    expect(snippet).toMatch(/^… .* …$/);
    expect(snippet.length).toBeLessThan(330);
  });

  it("prefers a sentence with more different words to one that repeats a word", () => {
    const text = `${"The lift of the house, a lift. ".repeat(20)}Then the lift carries 630 kg.${" More of it.".repeat(60)}`;
    expect(renderSnippet(text, { query: "How many kg can the lift carry?" }, bold)).toContain(
      "Then the *lift* carries 630 *kg*.",
    );
  });

  it("marks the best visible answer instead of the words, and shows its place", () => {
    const text = `${"The fee is due. ".repeat(40)}A **lost key** costs 40 € at the desk.`;
    const answers = ["not in the text", "**lost key** costs 40 €", "fee"];
    const snippet = renderSnippet(text, { query: "what is the fee", answers }, bold);
    expect(snippet).toContain("A *lost key costs 40 €* at the desk.");
    expect(snippet).not.toContain("*fee*");
    expect(renderSnippet("The fee is 40 €.", { query: "fee", answers: ["30 €"] }, bold)).toBe("The *fee* is 40 €.");
  });

  it("does not mark function words unless the query has no other words", () => {
    expect(renderSnippet("Who is it? It is the lead.", { query: "who is the lead" }, bold)).toBe(
      "Who is it? It is the *lead*.",
    );
    expect(renderSnippet("To be or not.", { query: "to be" }, bold)).toBe("*To* *be* or not.");
  });

  it("returns one line of at most 300 characters without split characters and control characters", () => {
    const pieces = fc.constantFrom(
      "late ",
      "fee ",
      "🏥",
      "#",
      "|",
      "\n",
      "- ",
      "**",
      "`",
      "[x](y)",
      ". ",
      "عيادة ",
      ESC,
    );
    fc.assert(
      fc.property(fc.array(pieces, { maxLength: 400 }), (parts) => {
        const snippet = renderSnippet(parts.join(""), { query: "late fee" }, (word) => word);
        expect(snippet.length).toBeLessThanOrEqual(300);
        expect(snippet).not.toMatch(/\p{Cc}|\p{Cs}/u);
      }),
      { numRuns: 100 },
    );
  });
});

describe("markHighlight", () => {
  const bold = (word: string) => `*${word}*`;
  const citation = { quote: "At 8 we open,\n  and at 8 we eat.", span: { start: 100, end: 132 } };
  const mark = (start: number, end: number) => markHighlight(citation, { highlights: [{ start, end }] }, bold);

  it("marks the words of the highlight inside the quote, on one line", () => {
    expect(mark(100, 104)).toBe("*At 8* we open, and at 8 we eat.");
    expect(mark(120, 124)).toBe("At 8 we open, and *at 8* we eat.");
    expect(mark(108, 122)).toBe("At 8 we *open, and at* 8 we eat.");
  });

  it("leaves a quote unchanged if no highlight is inside it", () => {
    expect(mark(90, 104)).toBe("At 8 we open, and at 8 we eat.");
    expect(markHighlight(citation, {}, bold)).toBe("At 8 we open, and at 8 we eat.");
  });
});

describe("readableText", () => {
  it.each([
    ["headings", "# Fees\n\n## Cancellation ##\n\nIt costs.", "Fees: Cancellation: It costs."],
    ["tables", "| day | hours |\n| --- | :-: |\n| Monday | 8 to 17 |\n", "day · hours; Monday · 8 to 17"],
    ["lists and quotes", "- one\n  * two\n> said\n1. three", "one two said 1. three"],
    ["emphasis, code and links", "**bold** _it_ `code` [here](https://x.example)", "bold it code here"],
    ["fences and rules", "```ts\nconst a = 1;\n```\n---\nTitle\n=====", "const a = 1; Title"],
    ["escapes", "5 \\* 3 \\| 2", "5 * 3 | 2"],
  ])("removes the marks of %s", (_, text, expected) => expect(readableText(text)).toBe(expected));

  it.each(["snake_case_name and 2*3*4", "a - b | c", "C# and F#", "5 > 3", "-- a long dash"])(
    "leaves other characters unchanged: %s",
    (text) => expect(readableText(text)).toBe(text),
  );
});

describe("alignRows", () => {
  const table = "| day | front desk |\n| Saturday | 09:00 to 12:00 | [1]";

  it("aligns the cells of rows with any kind of separator", () => {
    const aligned = "day       front desk\nSaturday  09:00 to 12:00 [1]";
    expect(alignRows(table, 80)).toBe(aligned);
    expect(alignRows("day\tfront desk\nSaturday\t09:00 to 12:00 [1]", 80)).toBe(aligned);
    expect(alignRows("day   front desk\nSaturday   09:00 to 12:00 [1]", 80)).toBe(aligned);
  });

  it("separates cells if columns would be too wide, and leaves other lines unchanged", () => {
    expect(alignRows(`Hours.\n${table}\nMore.`, 20)).toBe(
      "Hours.\nday · front desk\nSaturday · 09:00 to 12:00 [1]\nMore.",
    );
    expect(alignRows("a | b\n\nc", 80)).toBe("a | b\n\nc");
  });

  it("keeps an escaped bar inside its cell", () => {
    expect(alignRows("| a \\| b | c |", 80)).toBe("a | b  c");
  });
});
