import { describe, expect, it } from "vitest";
import { wordingFaults } from "../../scripts/check-wording.mjs";

describe("the check of the wording", () => {
  const planted: readonly (readonly [string, string, string])[] = [
    ["a phrase of the list in a comment", "src/a.ts", "// A file that can not be read.\nconst a = 1;\n"],
    ["a phrase of the list in a message", "src/a.ts", 'const message = "Mend the file.";\n'],
    ["a phrase of the list in a document", "docs/a.md", "Whoever reads this.\n"],
    ['a file that "has gone"', "src/a.ts", "// Reads a file that has gone.\nconst a = 1;\n"],
    ["a doc comment that begins with a preposition", "src/a.ts", "/** Of a document. */\nconst a = 1;\n"],
    ["a constant named MOST", "src/a.ts", "const MOST_FILES = 1;\n"],
    ["a sentence of more than thirty words", "docs/a.md", `${"word ".repeat(31)}end.\n`],
  ];
  it.each(planted)("reports %s", (_, path, text) => {
    expect(wordingFaults(path, text)).toHaveLength(1);
  });

  it("accepts plain sentences, code and enumerations", () => {
    expect(wordingFaults("src/a.ts", "/** Returns the `can not` of a text. */\nconst MAX_FILES = 1;\n")).toEqual([]);
    expect(wordingFaults("docs/a.md", `Formats: ${"CSV, ".repeat(40)}and XML.\n`)).toEqual([]);
  });
});
