import { expect, it } from "vitest";
import type { Element } from "../../../core/index.ts";
import { createHeaderFinder } from "./create-header-finder.ts";

it("reads the header of a table once, however many chunks begin below it", () => {
  const header = "| part | price |";
  const text = `${header}\n${"| seal | 240 |\n".repeat(100)}`;
  const elements: readonly Element[] = [
    { kind: "table", span: { start: 0, end: text.length }, header: { start: 0, end: header.length } },
  ];
  let reads = 0;
  const document = {
    elements,
    get text() {
      reads += 1;
      return text;
    },
  };
  const headerOf = createHeaderFinder(document);
  for (let start = header.length; start < text.length; start += 15)
    expect(headerOf({ start, end: start + 15 })).toBe("part, price");
  expect(reads).toBe(1);
});
