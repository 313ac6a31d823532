import { analyse } from "scslre";
import { describe, expect, it } from "vitest";
import { expressionsIn, type WrittenExpression } from "./growing-loops.ts";
import { restartingLoops } from "./restarting-loops.ts";
import { sourceFiles } from "./source-files.ts";

/** Expressions that take more than linear time, their files, and what bounds the texts that they read. */
const boundedTexts: readonly (readonly [RegExp, path: string, bound: string])[] = [
  [/CREATE TABLE [^;]*;/, "src/adapters/sqlite/state-format.ts", "statements of Lydian itself"],
  [
    /\b(?:v|version|revision|edition|ed\.)\s?(\d+(?:\.\d+)*)\b|\b(\d+\.\d+(?:\.\d+)*)\b/,
    "src/engine/answer/conflicts/version-of.ts",
    "the first 500 characters of a title or heading",
  ],
  [/%PDF-\d\.\d[\s\S]*?\d \d+ obj/, "src/engine/formats/detect-media-type.ts", "the first 1,024 bytes of a file"],
  [
    /^#!\s*(?:\S*\/)?(?:env\s+(?:-S\s+)?)?(?:\S*\/)?([\w.+-]+)/,
    "src/engine/formats/source-code/languages.ts",
    "the first 200 characters of a file",
  ],
  [/\B(?=(\d{3})+$)/, "src/engine/verify/calculate/state-calculation.ts", "the at most 309 digits of a number"],
  [/\w.*\.$/, "src/testing/verifier-contract.ts", "the reason of a verifier that is tested"],
];

const expressions = sourceFiles(["src"], [".ts"])
  .filter(({ path }) => !path.includes(".test."))
  .flatMap(({ path, text }) => expressionsIn(path, text).map((expression) => ({ path, ...expression })));

describe("regular expressions", () => {
  it("take linear time, whatever the text, or read texts of a bounded length", () => {
    const superlinear = expressions.filter((expression) => superlinearLoops(expression).length > 0);
    const unbounded = superlinear.filter((expression) => !boundedTexts.some((bounded) => isSame(expression, bounded)));
    expect(unbounded.map(({ path, line, ...expression }) => `${path}:${line} ${superlinearLoops(expression)}`)).toEqual(
      [],
    );
  }, 120_000);

  it("are listed as readers of bounded texts only where they take more than linear time", () => {
    const unneeded = boundedTexts.filter((bounded) => {
      const expression = expressions.find((candidate) => isSame(candidate, bounded));
      return expression === undefined || superlinearLoops(expression).length === 0;
    });
    expect(unneeded).toEqual([]);
  });
});

describe("the search for superlinear expressions", () => {
  it.each([
    [/[.,]+$/u, "[.,]+"],
    [/\s*\[\d+\]/u, String.raw`\s*`],
    [/^(a*).*a*$/u, "a*"],
    [/\d+(?:[.,]\d+)*\s?€/u, String.raw`(?:[.,]\d+)*`],
    [/CREATE TABLE [^;]*;/u, "[^;]*"],
    [/\/\*[\s\S]*?\*\//u, String.raw`[\s\S]*?`],
    [/^[^\S\n]*x/mu, String.raw`[^\S\n]*`],
    [/"(?:[^"\\]|\\.){0,100000}"/u, String.raw`(?:[^"\\]|\\.){0,}`],
  ])("finds %s", ({ source, flags }, loop) => {
    expect(superlinearLoops({ pattern: source, flags })).toContain(loop);
  });

  it.each([
    /(?<![.,])[.,]+$/u,
    /(?<!\s)\s*\[\d+\]/u,
    /(?<!\d|\d[.,])\d+(?:[.,]\d+)*\s?€/u,
    /\b\w+@/u,
    /\/\*[\s\S]*?(?:\*\/|$)/u,
    /\n\s*\n/u,
    /^\s*x/u,
    /"[^"]*"/u,
    /\s*x/y,
  ])("accepts %s", ({ source, flags }) => {
    expect(superlinearLoops({ pattern: source, flags })).toEqual([]);
  });
});

function isSame(expression: (typeof expressions)[number], [{ source }, path]: (typeof boundedTexts)[number]): boolean {
  return expression.path === path && expression.pattern === source;
}

/** Returns the loops of an expression that share their text with another loop, or with other places where it can begin. */
function superlinearLoops({ pattern, flags }: Pick<WrittenExpression, "pattern" | "flags">): readonly string[] {
  // Bounds of five digits and more only keep V8 from overflowing its stack.
  const source = pattern.replace(/\{(\d+),\d{5,}\}/g, "{$1,}");
  const options = [...new Set(flags.replace(/[^imsuvy]/g, ""))].join("");
  const { reports } = analyse(new RegExp(source, options));
  const shared = reports.flatMap((report) => {
    if (report.type === "Move") return options.includes("y") ? [] : [report.quant.raw];
    return report.type === "Trade" ? [report.startQuant.raw, report.endQuant.raw] : [report.quant.raw];
  });
  return [...new Set([...shared, ...restartingLoops(source, options)])];
}
