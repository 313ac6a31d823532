import { readFileSync } from "node:fs";
import { describe, expect, it } from "vitest";
import { cures } from "./cures.ts";

const errors = readFileSync(new URL("../../docs/reference/errors.md", import.meta.url), "utf8");
const warnings = errors.split("## Warnings of receipts")[1]?.split("\n## ")[0] ?? "";

describe("the advice for warnings", () => {
  it("covers every warning that the documentation lists for receipts", () => {
    const codes = [...warnings.matchAll(/^\| `([a-z0-9-]+)` \|/gm)].map(([, code]) => code);
    expect(codes.length).toBeGreaterThan(15);
    expect(Object.keys(cures).sort()).toEqual(codes.sort());
  });
});
