import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { readInline } from "./read-inline.ts";

const shown = (text: string): string =>
  readInline(text)
    .filter(({ isSign }) => !isSign)
    .map(({ start, end }) => text.slice(start, end))
    .join("");

describe("readInline", () => {
  it.each([
    ["A **lost** key costs *€15*.", "A lost key costs €15."],
    ["Press `Ctrl+C`, see [the rules](https://example.org/a_b).", "Press Ctrl+C, see the rules."],
    ["~~Old~~ new, ![a map](map.png) of it", "Old new, a map of it"],
    ["2 * 3 * 4 and snake_case_names stay", "2 * 3 * 4 and snake_case_names stay"],
    ["1\\. not a list, \\*not\\* emphasis", "1. not a list, *not* emphasis"],
    ["- 5 °C in a cell", "- 5 °C in a cell"],
    ["# 4 in a cell", "# 4 in a cell"],
    ["``a ` b``", "a ` b"],
    ["<script>alert(1)</script>", "<script>alert(1)</script>"],
  ])("hides the Markdown signs in %j and keeps its words", (text, words) => {
    expect(shown(text)).toBe(words);
  });

  it("marks words as strong, emphasised or code", () => {
    const text = "**very *much* so** and `code`";
    const worn = readInline(text).flatMap(({ start, end, looks }) =>
      looks.length === 0 ? [] : [[text.slice(start, end), ...looks]],
    );
    expect(worn).toEqual([
      ["very ", "strong"],
      ["much", "strong", "emphasis"],
      [" so", "strong"],
      ["code", "code"],
    ]);
  });

  it("returns every character of any text once, at its own position", () => {
    const markdown = fc.string({
      unit: fc.constantFrom(
        "a",
        " ",
        "*",
        "_",
        "`",
        "[",
        "]",
        "(",
        ")",
        "!",
        "\\",
        "<",
        ">",
        "&",
        "\n",
        "~",
        "|",
        "-",
        "é",
        "😀",
      ),
      maxLength: 40,
    });
    fc.assert(
      fc.property(markdown, (text) => {
        const pieces = readInline(text);
        expect(pieces.map(({ start, end }) => text.slice(start, end)).join("")).toBe(text);
        let at = 0;
        for (const { start, end } of pieces) {
          expect(start).toBe(at);
          expect(end).toBeGreaterThan(start);
          at = end;
        }
      }),
    );
  });
});
