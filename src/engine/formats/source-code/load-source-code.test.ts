import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { locateSpan } from "../../../core/index.ts";
import { languageOf, sourceMediaTypes } from "./languages.ts";
import { loadSourceCode } from "./load-source-code.ts";
import { splitDeclarations } from "./split-declarations.ts";

async function blocks(source: string, mediaType: string): Promise<readonly string[]> {
  const { text, elements } = await loadSourceCode({ bytes: new TextEncoder().encode(source), uri: "a", mediaType });
  return elements.map(({ span }) => text.slice(span.start, span.end));
}

describe("loadSourceCode", () => {
  it("cuts Python at its declarations, each with its comments and decorators", async () => {
    const imports = "import os\nimport sys";
    const first =
      '# adds\n# numbers\n@cached\ndef add(\n    a, b,\n):\n    """Adds.\n\nNot indented.\n"""\n\n    return a + b';
    const second = "class Shop:\n    x = 1\n\n    def close(self):\n        pass";
    expect(await blocks(`${imports}\n\n\n${first}\n${second}\nmain()\n`, "text/x-python")).toEqual([
      imports,
      first,
      second,
      "main()",
    ]);
  });

  it("cuts TypeScript at its declarations, not within strings, comments or brackets", async () => {
    const first =
      "/**\n * Adds.\n */\nexport function add(a: number): number {\n  const text = `\n\nfunction no() {}\n`;\n  return a;\n}";
    const second = "export const it = {\n  a: 1,\n};";
    expect(
      await blocks(`import { a } from "a";\nimport b from "b";\n\n${first}\n${second}\n`, "text/x-typescript"),
    ).toEqual(['import { a } from "a";\nimport b from "b";', first, second]);
  });

  it("cuts C with brackets at the margin, and shell at its functions", async () => {
    const c = [
      "#include <a.h>",
      "int add(int a)\n{\n  return a; /* or\n\nnot */\n}",
      "int main(void)\n{\n  return 0;\n}",
    ];
    expect(await blocks(c.join("\n\n"), "text/x-c")).toEqual(c);
    const shell = ["#!/bin/sh\nset -e", "add() {\n  echo 1\n}", "if true; then\n  add\nelse\n  exit\nfi"];
    expect(await blocks(shell.join("\n\n"), "text/x-shellscript")).toEqual(shell);
  });

  it("keeps the text unchanged, and locates every line at its number", async () => {
    const source = "a = 1\n\n\ndef b():\n    return 2\n";
    const { text, locations } = await loadSourceCode({
      bytes: new TextEncoder().encode(source),
      uri: "a.py",
      mediaType: "text/x-python",
    });
    expect(text).toBe(source);
    const start = text.indexOf("return");
    expect(locateSpan(locations, { start, end: start + 6 })).toEqual({ anchor: "L5" });
  });

  it("knows every media type's language", () => {
    for (const mediaType of sourceMediaTypes) expect(languageOf(mediaType)?.mediaType).toBe(mediaType);
  });
});

describe("splitDeclarations", () => {
  it("puts every line that is not blank into one block, in order, in any language", () => {
    const line = fc.constantFrom(
      "",
      "  ",
      "def a():",
      "  x = 1",
      "}",
      "{",
      "# c",
      "// c",
      "/*",
      "*/",
      '"""',
      "`",
      "'open",
      '"a"',
      "end",
      "@x",
      "é",
    );
    fc.assert(
      fc.property(fc.array(line, { maxLength: 25 }), fc.constantFrom(...sourceMediaTypes), (lines, mediaType) => {
        const text = lines.join("\n");
        const language = languageOf(mediaType) ?? { mediaType, line: [], block: [] };
        const found = splitDeclarations(text, language).flat();
        expect(found.map(({ start, end }) => text.slice(start, end))).toEqual(lines.filter((one) => one.trim() !== ""));
        for (const { number, start, end } of found) expect(text.slice(start, end)).toBe(lines[number - 1]);
      }),
      { numRuns: 200 },
    );
  });
});
