import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { renderSnippet } from "./render-snippet.ts";
import { oneLine, sanitizeText } from "./sanitize-text.ts";
import { wrapText } from "./wrap-text.ts";

const ESC = "\u001b";

describe("sanitizeText", () => {
  it.each([
    ["colours", `${ESC}[31mred${ESC}[0m`, "red"],
    ["a cleared screen", `a${ESC}[2Jb`, "ab"],
    ["a window title", `a${ESC}]0;title\u0007b`, "ab"],
    ["a link", `${ESC}]8;;https://x.example${ESC}\\text${ESC}]8;;${ESC}\\`, "text"],
    ["the clipboard, unfinished", `a${ESC}]52;c;Zm9v`, "a"],
    ["a turned direction", "a\u202egnp.exe", "agnp.exe"],
    ["single bytes", "a\u009b31mb\u0008c\u0000", "a31mbc"],
    ["carriage returns", "good\rbad", "goodbad"],
  ])("takes out %s", (_, text, expected) => expect(sanitizeText(text)).toBe(expected));

  it("leaves no control character but tab and line end, whatever the text", () => {
    fc.assert(
      fc.property(fc.string({ unit: "binary", maxLength: 60 }), fc.boolean(), (text, keepColors) => {
        const rest = sanitizeText(text, { keepColors }).replaceAll(new RegExp(`${ESC}\\[\\d{1,2}m`, "g"), "");
        expect([...rest].filter((one) => /\p{Cc}/u.test(one) && one !== "\n" && one !== "\t")).toEqual([]);
      }),
      { numRuns: 100 },
    );
  });

  it("keeps our own colours and nothing else of that kind", () => {
    expect(sanitizeText(`${ESC}[1mbold${ESC}[22m${ESC}[2J`, { keepColors: true })).toBe(`${ESC}[1mbold${ESC}[22m`);
  });
});

describe("wrapText", () => {
  it("keeps every word in its order, and lines within the width where words allow it", () => {
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

describe("renderSnippet", () => {
  const bold = (word: string) => `*${word}*`;

  it("marks the query's words and their inflections", () => {
    expect(renderSnippet("Cancelled late?\nLate cancellations cost.", "late cancellation", bold)).toBe(
      "Cancelled *late*? *Late* *cancellations* cost.",
    );
  });

  it("shows the part of a long text where the words stand", () => {
    const text = `${"filler words ".repeat(60)}the autoclave A-113 hums ${"more words ".repeat(60)}`;
    const snippet = renderSnippet(text, "autoclave A-113", bold);
    expect(snippet).toContain("*autoclave* *A-113*");
    expect(snippet).toMatch(/^… .* …$/);
    expect(snippet.length).toBeLessThan(330);
  });
});
