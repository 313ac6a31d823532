import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { foldName, readName } from "./read-name.ts";
import { readQuery } from "./read-query.ts";

const nameIn = (query: string) => readName(readQuery(query, ["en"], new Map([["title", "title"]])));

describe("readName", () => {
  it("reads an identifier as written, with the parentheses of a call or without, and the words of one", () => {
    expect(nameIn("editDistance")).toBe("editDistance");
    expect(nameIn(" edit_distance() ")).toBe("edit_distance");
    expect(nameIn("edit distance")).toBe("edit distance");
    expect(nameIn("$größe2")).toBe("$größe2");
  });

  it("reads no name in prose, numbers, and queries with marks", () => {
    for (const query of ["how far?", "a, b", "2024", "__", '"door" seal', "door*", "door -seal", "title:door", ""])
      expect(nameIn(query)).toBeUndefined();
    expect(nameIn("a".repeat(100))).toBeDefined();
    expect(nameIn("a".repeat(101))).toBeUndefined();
  });

  it("reads the same name however it is spelled", () => {
    const part = fc.stringMatching(/^[a-z]{1,6}$/);
    fc.assert(
      fc.property(fc.array(part, { minLength: 1, maxLength: 5 }), (parts) => {
        const camel = parts.map((one) => one.charAt(0).toUpperCase() + one.slice(1)).join("");
        for (const spelled of [parts.join("_"), parts.join(" "), camel, parts.join("_").toUpperCase()])
          expect(foldName(nameIn(spelled) ?? "")).toBe(parts.join(""));
      }),
    );
  });
});
