import fc from "fast-check";
import { expect, it } from "vitest";
import { gatherSections } from "./gather-sections.ts";

/** Returns a heading's words by patterns whose time grows with the square of the white space. */
function titleByPatterns(heading: string): string {
  return heading
    .replace(/^\s*#{1,6}\s+/, "")
    .replace(/\s+#+\s*$|\n\s*(?:=+|-+)\s*$/, "")
    .replace(/\s+/g, " ")
    .trim();
}

it("takes the words of a heading without the marks of Markdown", () => {
  const part = fc.constantFrom("#", "##", " ", "\n", "=", "--", "Prices", "a", "\t");
  fc.assert(
    fc.property(fc.array(part, { minLength: 1, maxLength: 12 }), (parts) => {
      const heading = parts.join("");
      fc.pre(heading.trim() !== "");
      const span = { start: 0, end: heading.length };
      const [section] = gatherSections({
        text: `${heading}\n\nThe seal costs 240 euros.`,
        elements: [{ kind: "heading", level: 1, span }],
      });
      expect(section?.path).toEqual([titleByPatterns(heading.trim())]);
    }),
    { numRuns: 2_000 },
  );
});
