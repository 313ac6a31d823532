import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { sanitizeText, shortLine } from "./sanitize-text.ts";

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
  ])("removes %s", (_, text, expected) => expect(sanitizeText(text)).toBe(expected));

  it("leaves no control character except tab and line end in any text", () => {
    fc.assert(
      fc.property(fc.string({ unit: "binary", maxLength: 60 }), fc.boolean(), (text, keepColors) => {
        const rest = sanitizeText(text, { keepColors }).replaceAll(new RegExp(`${ESC}\\[\\d{1,2}m`, "g"), "");
        expect([...rest].filter((one) => /\p{Cc}/u.test(one) && one !== "\n" && one !== "\t")).toEqual([]);
      }),
      { numRuns: 100 },
    );
  });

  it("can keep colour codes, and removes every other sequence", () => {
    expect(sanitizeText(`${ESC}[1mbold${ESC}[22m${ESC}[2J`, { keepColors: true })).toBe(`${ESC}[1mbold${ESC}[22m`);
  });
});

describe("shortLine", () => {
  it("cuts a long text after a whole word, and marks the cut", () => {
    expect(shortLine("It is\n€40 for all.", 40)).toBe("It is €40 for all.");
    expect(shortLine("It is €40 for all.", 8)).toBe("It is…");
  });
});
