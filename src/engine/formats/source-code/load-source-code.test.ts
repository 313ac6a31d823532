import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { locateSpan } from "../../../core/index.ts";
import { languageOf, sourceMediaTypes } from "./languages.ts";
import { loadSourceCode } from "./load-source-code.ts";
import { nestDeclarations } from "./nest-declarations.ts";
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

  it("cuts a long class at its members, each with its name and level", async () => {
    const member = (name: string) =>
      `  /** Does ${name}. */\n  async ${name}(rows: string[]): Promise<void> {\n${"    await rows;\n".repeat(9)}  }`;
    const members = ["open", "add", "close"].map(member);
    const source = `export class Shop extends Base {\n  #rows = 1;\n\n${members.join("\n\n")}\n}\n\nexport const last = 1;\n`;
    const { text, elements } = await loadSourceCode({
      bytes: new TextEncoder().encode(source),
      uri: "a",
      mediaType: "text/x-typescript",
    });
    const shown = elements.map(({ span, level, name }) => [
      level,
      name && text.slice(name.start, name.end),
      text.slice(span.start, span.end),
    ]);
    expect(shown).toEqual([
      [1, "Shop", "export class Shop extends Base {"],
      [2, undefined, "  #rows = 1;"],
      [2, "open", members[0]],
      [2, "add", members[1]],
      [2, "close", `${members[2]}\n}`],
      [1, "last", "export const last = 1;"],
    ]);
  });

  it("cuts nested modules, and keeps short classes whole", async () => {
    const method = (name: string) => `    def ${name}(self):\n${"        pass\n".repeat(8)}`;
    const inner = `    class Row:\n        x = 1\n        def show(self):\n            pass\n`;
    const source = `class Shop:\n${method("open")}\n${inner}\n${["add", "close", "count"].map(method).join("\n")}`;
    const { text, elements } = await loadSourceCode({
      bytes: new TextEncoder().encode(source),
      uri: "a",
      mediaType: "text/x-python",
    });
    expect(elements.map(({ level, name }) => `${level} ${name && text.slice(name.start, name.end)}`)).toEqual([
      ...["1 Shop", "2 open", "2 Row", "2 add", "2 close", "2 count"],
    ]);
  });

  it("knows every media type's language", () => {
    for (const mediaType of sourceMediaTypes) expect(languageOf(mediaType)?.mediaType).toBe(mediaType);
  });
});

describe("nestDeclarations", () => {
  it("puts every line that is not blank into one declaration, in order, with its name inside", () => {
    const line = fc.constantFrom(
      "",
      "class A {",
      "  b() {",
      "    c();",
      "  }",
      "}",
      "  class D:",
      "    def e():",
      "\tx",
      "/*",
      "*/",
      "// c",
      "@f",
      "`",
    );
    fc.assert(
      fc.property(fc.array(line, { maxLength: 90 }), fc.constantFrom(...sourceMediaTypes), (lines, mediaType) => {
        const text = `class Long {\n${lines.join("\n")}`;
        const language = languageOf(mediaType) ?? { mediaType, line: [], block: [] };
        const found = nestDeclarations(text, language);
        const all = found.flatMap((declaration) => declaration.lines);
        expect(all.map(({ start, end }) => text.slice(start, end))).toEqual(
          text.split("\n").filter((one) => one.trim() !== ""),
        );
        for (const { name, lines: own, level } of found) {
          expect(level).toBeGreaterThanOrEqual(1);
          expect(level).toBeLessThanOrEqual(6);
          if (name === undefined) continue;
          expect(name.start).toBeGreaterThanOrEqual(own[0]?.start ?? -1);
          expect(name.end).toBeLessThanOrEqual(own.at(-1)?.end ?? -1);
        }
      }),
      { numRuns: 200 },
    );
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
