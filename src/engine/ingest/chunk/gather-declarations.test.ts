import { describe, expect, it } from "vitest";
import type { Element } from "../../../core/index.ts";
import { gatherSections } from "./gather-sections.ts";
import { joinSmallSections } from "./join-small-sections.ts";
import { createMeasure } from "./measure.ts";

/** A block of source code: its level, the name that it declares, and its text. */
type Code = readonly [level: number, name: string | undefined, text: string];

function documentOf(blocks: readonly Code[]): { readonly text: string; readonly elements: readonly Element[] } {
  let text = "";
  const elements = blocks.map(([level, name, code]): Element => {
    const start = text.length;
    text += `${code}\n`;
    const at = name === undefined ? -1 : text.indexOf(name, start);
    const named = name === undefined ? {} : { name: { start: at, end: at + name.length } };
    return { kind: "code", level, span: { start, end: start + code.length }, ...named };
  });
  return { text, elements };
}

const body = "  rows.sort();\n".repeat(50);
const classBlocks: readonly Code[] = [
  [1, undefined, 'import { rows } from "./rows.ts";'],
  [1, "Shop", "class Shop {"],
  [2, undefined, "  #rows = 1;"],
  [2, "open", `  open() {\n${body}  }`],
  [2, "close", `  close() {\n${body}  }\n}`],
  [1, "last", `function last() {\n${body}}`],
];

describe("the sections of source code", () => {
  it("are its declarations, below the classes around them; what leads to one belongs to it", () => {
    const document = documentOf(classBlocks);
    const sections = gatherSections(document);
    expect(sections.map(({ path }) => path)).toEqual([["Shop", "open"], ["Shop", "close"], ["last"]]);
    const firstLines = sections[0]?.body.map(({ span }) => document.text.slice(span.start, span.end).split("\n")[0]);
    expect(firstLines).toEqual(['import { rows } from "./rows.ts";', "class Shop {", "#rows = 1;", "open() {"]);
  });

  it("have no name if long code declares nothing", () => {
    const script: Code = [1, undefined, `main();\n${body}`];
    const sections = gatherSections(documentOf([[1, "first", `function first() {\n${body}}`], script]));
    expect(sections.map(({ path }) => path)).toEqual([["first"], []]);
  });

  it("are joined if they are small, and named for all that they declare", () => {
    const small = ["a", "b", "c"].map((name): Code => [1, name, `const ${name} = 1;`]);
    const document = documentOf([...small, [1, "long", `function long() {\n${body}}`]]);
    const measure = createMeasure(document.text, { countTokens: (text) => Math.ceil(text.length / 4) });
    const joined = joinSmallSections(gatherSections(document), 400, measure);
    expect(joined.map(({ path }) => path)).toEqual([["a, b, c"], ["long"]]);
  });
});
