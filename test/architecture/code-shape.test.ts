import { describe, expect, it } from "vitest";
import { shapeViolations } from "./code-shape.ts";
import { sourceFiles } from "./source-files.ts";

describe("the shape of the code", () => {
  it("keeps every file and function within the limits of the style", () => {
    const files = sourceFiles(["src", "test", "scripts", "bench", "examples", "web"], [".ts", ".tsx", ".mjs"]);
    expect(files.length).toBeGreaterThan(100);
    expect(files.flatMap(shapeViolations)).toEqual([]);
  });

  const planted: readonly (readonly [string, string, string])[] = [
    ["a file that is too long", "src/a.ts", "const a = 1;\n".repeat(401)],
    ["a function that is too long", "src/a.ts", `function a() {\n${"  a();\n".repeat(80)}}\n`],
    ["too many positional parameters", "src/a.ts", "function a(b: 1, c: 2, d: 3, e: 4) {}\n"],
    ["any", "src/a.ts", "const a: any = 1;\n"],
    ["a non-null assertion", "src/a.ts", "const a = b!;\n"],
    ["an enum", "src/a.ts", "enum A { b }\n"],
    ["a default export", "src/a.ts", "export default 1;\n"],
    ["a namespace", "src/a.ts", "namespace A {}\n"],
    ["a cast through unknown", "src/a.ts", "const a = b as unknown as string;\n"],
    ["a spread literal", "src/a.ts", "const a = { ...{ b, c } };\n"],
    ["a spread literal of a component", "web/a.tsx", "const a = <B {...{ c }} />;\n"],
    ["a conditional spread", "src/a.ts", "const a = { ...(b === undefined ? {} : { b }) };\n"],
    ["arguments of any number", "src/a.ts", "a.push(...b());\n"],
    ["numbers of any number", "src/a.ts", "const a = Math.max(0, ...b.map(c));\n"],
    ["packed parameters without a name", "src/a.ts", "function a({ b, c }: { b: 1; c: 2 }) {}\n"],
    ["a file whose name says nothing", "src/engine/text/utils.ts", "\n"],
    ["a folder whose name says nothing", "src/helpers/a.ts", "\n"],
    ["a file that is not kebab-case", "src/fuseRanks.ts", "\n"],
  ];
  it.each(planted)("reports %s", (_, path, text) => {
    expect(shapeViolations({ path, text })).toHaveLength(1);
  });
});
