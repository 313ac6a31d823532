import { readFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { receiptPolicy } from "../../src/core/index.ts";
import { root } from "./source-files.ts";

const errors = readFileSync(join(root, "docs/reference/errors.md"), "utf8");
const warnings = errors.split("## Warnings of receipts")[1]?.split("\n## ")[0] ?? "";
const codesOf = (text: string) => [...text.matchAll(/^\| `([a-z0-9-]+)` \|/gm)].map(([, code = ""]) => code);
const yes = (is: boolean) => (is ? "yes" : "no");

describe("the policy for warnings of a receipt", () => {
  it("is documented for every code", () => {
    const codes = codesOf(warnings);
    expect(codes.length).toBeGreaterThan(15);
    const rows = codes.map((code) => {
      const { isProblem, reachesAnswer } = receiptPolicy(code);
      return `| \`${code}\` | ${yes(isProblem)} | ${yes(reachesAnswer)} |`;
    });
    expect(warnings.match(/^\| `[a-z-]+` \| \w+ \| \w+ \|/gm)).toEqual(rows);
  });
});
