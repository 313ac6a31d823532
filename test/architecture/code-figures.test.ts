import { execFileSync } from "node:child_process";
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { expect, it } from "vitest";
import { root } from "./source-files.ts";

/** Returns the goal of each row, and whether it is reached. Figures change with each commit, goals do not. */
const goalsOf = (text: string) =>
  [...text.matchAll(/^\| (.+) \| [\d,]+ \| (at most [\d,]+: .*) \|$/gm)].map(([, what, goal]) => [what, goal]);

it("figures.md says of each goal of the code whether it is reached", () => {
  const json = execFileSync(process.execPath, ["bench/code.mjs", "--json"], { cwd: root, encoding: "utf8" });
  const { table } = JSON.parse(json) as { table: string };
  const page = readFileSync(join(root, "docs/reference/figures.md"), "utf8").split("### Size and structure")[1] ?? "";
  const goals = goalsOf(table);
  expect(goals.length).toBeGreaterThan(5);
  expect(goalsOf(page.split("\n### ")[0] ?? ""), "Run `node bench/code.mjs --write`.").toEqual(goals);
});
