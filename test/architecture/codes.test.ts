import { readFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { root, type SourceFile, sourceFiles } from "./source-files.ts";

/** Returns the codes of the error classes, and of the warnings of receipts and answers. */
function codesInSource(files: readonly SourceFile[]): readonly string[] {
  const codes = files.flatMap(({ path, text }) => {
    const errors = path.startsWith("src/core/errors/") ? text.matchAll(/readonly code = "([a-z0-9-]+)"/g) : [];
    const warnings = path.startsWith("src/core/")
      ? text.matchAll(/^export const [A-Z]+_WARNING = "([a-z0-9-]+)"/gm)
      : text.matchAll(/\bcode: "([a-z0-9]+(?:-[a-z0-9]+)+|unexpected)"/g);
    return [...errors, ...warnings].map(([, code = ""]) => code);
  });
  return [...new Set(codes)].sort();
}

const documentedCodes = (text: string) =>
  [...text.matchAll(/^\| `([a-z0-9-]+)` \|/gm)].map(([, code = ""]) => code).sort();

describe("the codes of errors and warnings", () => {
  const files = sourceFiles(["src"], [".ts"]).filter(
    ({ path }) => !path.endsWith(".test.ts") && !path.startsWith("src/testing/"),
  );

  it("are exactly those of docs/reference/errors.md", () => {
    const documented = documentedCodes(readFileSync(join(root, "docs/reference/errors.md"), "utf8"));
    expect(documented).toEqual([...new Set(documented)]);
    expect(codesInSource(files)).toEqual(documented);
  });

  it("are found in a piece of example code", () => {
    const error = { path: "src/core/errors/planted-error.ts", text: 'readonly code = "planted-error";' };
    const warning = { path: "src/engine/ingest/planted.ts", text: 'return { code: "planted-warning", message };' };
    const named = { path: "src/core/planted.ts", text: 'export const PLANTED_WARNING = "named-warning";' };
    expect(codesInSource([error, warning, named])).toEqual(["named-warning", "planted-error", "planted-warning"]);
    expect(documentedCodes("| `a-b` | what |\n| `c` | what |")).toEqual(["a-b", "c"]);
  });
});

/** Returns the names of the error classes that a file declares. */
const errorClassesIn = (text: string) =>
  [...text.matchAll(/^export (?:abstract )?class (\w+Error)\b/gm)].map(([, name = ""]) => name);

/** Returns the names of the errors in the lists of a door, `export { … } from "…";`. */
const errorsExportedBy = (door: string) =>
  [...door.matchAll(/^export \{([^}]*)\}/gm)].flatMap(([, list = ""]) => list.match(/\b\w+Error\b/g) ?? []);

describe("the error classes of core", () => {
  it("are all exported by the package, so that callers can recognise them", () => {
    const files = sourceFiles(["src/core/errors"], [".ts"]);
    const exported = errorsExportedBy(readFileSync(join(root, "src/index.ts"), "utf8"));
    expect(exported.sort()).toEqual(files.flatMap(({ text }) => errorClassesIn(text)).sort());
  });

  it("are found in planted code", () => {
    const declared = "export class AError extends LydianError {}\nexport abstract class BError extends Error {}";
    expect(errorClassesIn(declared)).toEqual(["AError", "BError"]);
    expect(errorsExportedBy('export {\n  AError,\n  canRead,\n} from "./core/index.ts";')).toEqual(["AError"]);
  });
});
