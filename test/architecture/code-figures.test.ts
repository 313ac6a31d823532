import { execFileSync } from "node:child_process";
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { expect, it } from "vitest";
import { root } from "./source-files.ts";

/** Largest difference between a figure of the page and the code, as a share: a small commit need not write the page. */
const TOLERANCE = 0.01;

interface Row {
  readonly what: string;
  readonly figure: number;
  /** The goal, and whether it is reached. */
  readonly goal: string;
}

function readRows(text: string): readonly Row[] {
  return [...text.matchAll(/^\| (.+) \| ([\d,]+) \| (at most [\d,]+: .*) \|$/gm)].map(
    ([, what = "", figure = "", goal = ""]) => ({ what, figure: Number(figure.replaceAll(",", "")), goal }),
  );
}

it("figures.md gives the figures of the code, and whether each goal is reached", () => {
  const json = execFileSync(process.execPath, ["bench/code.mjs", "--json"], { cwd: root, encoding: "utf8" });
  const { table } = JSON.parse(json) as { table: string };
  const page = readFileSync(join(root, "docs/reference/figures.md"), "utf8").split("### Size and structure")[1] ?? "";
  const measured = readRows(table);
  expect(measured.length).toBeGreaterThan(5);
  const expected = measured.map(({ what, figure, goal }) => {
    const allowed = Math.ceil(figure * TOLERANCE);
    return { what, goal, figure: expect.toSatisfy((written: number) => Math.abs(written - figure) <= allowed) };
  });
  expect(readRows(page.split("\n### ")[0] ?? ""), "Run `node bench/code.mjs --write`.").toEqual(expected);
});
