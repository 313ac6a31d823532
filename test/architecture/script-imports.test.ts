import { describe, expect, it } from "vitest";
import { brokenImports } from "./script-imports.ts";
import { sourceFiles } from "./source-files.ts";

// Most scripts and benches run by hand alone, and they use the built files, which no other check follows.
describe("the imports of scripts and benches", () => {
  it("name files and exports that exist", () => {
    const files = sourceFiles(["scripts", "bench"], [".mjs"]);
    expect(files.length).toBeGreaterThan(50);
    expect(files.flatMap(brokenImports)).toEqual([]);
  });

  it.each([
    ["a file that was moved", 'import { ask } from "../dist/engine/ask.js";'],
    ["a file that was moved and is loaded later", 'await import("../dist/engine/ask.js");'],
    ["a data file that was moved", 'import model from "../dist/engine/model.json" with { type: "json" };'],
    ["a name that was renamed", 'import { openLydia as open } from "../dist/index.js";'],
    ["a name of another script", 'import { tsv } from "./tsc.mjs";'],
  ])("are rejected if they name %s", (_, text) => {
    expect(brokenImports({ path: "scripts/planted.mjs", text })).toHaveLength(1);
  });

  it("may be renamed and re-exported", () => {
    const text =
      'import { openLydian as open } from "../dist/index.js";\nimport { canRead } from "../dist/core/index.js";\nimport "./tsc.mjs";';
    expect(brokenImports({ path: "scripts/planted.mjs", text })).toEqual([]);
  });
});
