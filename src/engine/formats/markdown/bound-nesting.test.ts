import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { boundNesting } from "./bound-nesting.ts";
import { readBlocks } from "./read-blocks.ts";

const marker = fc.constantFrom(">", "> ", "- ", "* ", "+ ", "1. ", "12) ", "  ", "\t", "---", "a", "\n");

describe("nested quotes and lists", () => {
  it("are bounded, and every place stays where it is", () => {
    fc.assert(
      fc.property(fc.array(marker, { maxLength: 400 }), (markers) => {
        const source = markers.join("");
        const bounded = boundNesting(source);
        expect(bounded).toHaveLength(source.length);
        expect(bounded.replaceAll("x", "")).not.toMatch(/^(?:[ \t]*(?:>|[-*+][ \t]|\d{1,9}[.)][ \t])){65}/m);
      }),
    );
  });

  it("stay as they are up to 64 in each other, and so do rules", () => {
    for (const source of [`${">".repeat(64)} a`, `${"- ".repeat(64)}a`, "-".repeat(500), `| ${"- | ".repeat(90)}`])
      expect(boundNesting(source)).toBe(source);
  });

  it.each([">", "> ", "1. ", "> - "])("are read if there are 50,000 characters of %j", (mark) => {
    const text = mark.repeat(50_000 / mark.length);
    const { elements } = readBlocks(`${text}\n\nThe end.`);
    expect(elements.at(-1)?.span).toEqual({ start: text.length + 2, end: text.length + 10 });
  });
});
