import { describe, expect, it } from "vitest";
import { wordingFaults } from "../../scripts/check-wording.mjs";

describe("the check of the wording", () => {
  const planted: readonly (readonly [string, string, string])[] = [
    ["a phrase of the list in a comment", "src/a.ts", "// A file that can not be read.\nconst a = 1;\n"],
    ["a phrase of the list in a message", "src/a.ts", 'const message = "Mend the file.";\n'],
    ["a phrase of the list in a document", "docs/a.md", "Whoever reads this.\n"],
    ['a file that "has gone"', "src/a.ts", "// Reads a file that has gone.\nconst a = 1;\n"],
    ['"is no" for "is not a"', "src/a.ts", "// Skips a part that is no table.\nconst a = 1;\n"],
    ['"stands in" for "is in"', "docs/a.md", "The name stands in the header.\n"],
    ['"of its own" for "separate"', "src/a.ts", 'const message = "It runs in a thread of its own.";\n'],
    ['"what is" as a noun', "src/a.ts", "// Removes the rest of what is stored.\nconst a = 1;\n"],
    ['"what is" as a subject', "docs/a.md", "What is longer is cut.\n"],
    ["a doc comment that begins with a preposition", "src/a.ts", "/** Of a document. */\nconst a = 1;\n"],
    ["a constant named MOST", "src/a.ts", "const MOST_FILES = 1;\n"],
    ["a sentence of more than thirty words", "docs/a.md", `${"word ".repeat(31)}end.\n`],
  ];
  it.each(planted)("reports %s", (_, path, text) => {
    expect(wordingFaults(path, text)).toHaveLength(1);
  });

  it("accepts plain sentences, code and enumerations", () => {
    expect(wordingFaults("src/a.ts", "/** Returns the `can not` of a text. */\nconst MAX_FILES = 1;\n")).toEqual([]);
    expect(wordingFaults("docs/a.md", "There is no limit, and what is read says so. What is a seal?\n")).toEqual([]);
    expect(wordingFaults("docs/a.md", `Formats: ${"CSV, ".repeat(40)}and XML.\n`)).toEqual([]);
  });
});
