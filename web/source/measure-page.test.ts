import { describe, expect, it } from "vitest";
import { measureText } from "./measure-page.ts";

const piece = (left: number, width: number, size: number, letters: number) => ({ left, width, size, letters });

describe("the text of a page", () => {
  it("reaches from its leftmost to its rightmost letter, and has the size of most of them", () => {
    const pieces = [piece(70, 200, 22, 12), piece(72, 400, 10, 80), piece(72, 380, 10, 75), piece(500, 20, 8, 3)];
    expect(measureText(pieces)).toEqual({ text: { left: 70, right: 520 }, letter: 10 });
  });

  it("has no place where there is none, and no size where none is told", () => {
    expect(measureText([])).toEqual({});
    expect(measureText([piece(0, 5, 0, 2)])).toEqual({ text: { left: 0, right: 5 } });
  });
});
