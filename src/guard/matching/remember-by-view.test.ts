import { describe, expect, it } from "vitest";
import { viewOf } from "../normalise/rewrite-text.ts";
import { rememberByView } from "./remember-by-view.ts";

describe("a value of a reading", () => {
  it("is computed once for all guards of a text, and again for another text and by other means", () => {
    const computed: string[] = [];
    const lengthOf = rememberByView(({ text }, { unit }: { unit: number }) => {
      computed.push(`${text} by ${unit}`);
      return text.length / unit;
    });
    const [view, other] = [viewOf("ten letters"), viewOf("none")];
    const [ones, halves] = [{ unit: 1 }, { unit: 2 }];
    expect([lengthOf(view, ones), lengthOf(view, ones), lengthOf(view, halves), lengthOf(other, ones)]).toEqual([
      11, 11, 5.5, 4,
    ]);
    expect(computed).toEqual(["ten letters by 1", "ten letters by 2", "none by 1"]);
  });
});
