import { describe, expect, it } from "vitest";
import { measureText } from "./measure-page.ts";

const piece = (left: number, width: number, size: number, letters: number) => ({ left, width, size, letters });

describe("measureText", () => {
  it("returns the left and right edge of the text and its most frequent letter size", () => {
    const pieces = [piece(70, 200, 22, 12), piece(72, 400, 10, 80), piece(72, 380, 10, 75), piece(500, 20, 8, 3)];
    expect(measureText(pieces)).toEqual({ text: { left: 70, right: 520 }, letter: 10 });
  });

  it("returns no edges for a page without text, and no letter size when none is known", () => {
    expect(measureText([])).toEqual({});
    expect(measureText([piece(0, 5, 0, 2)])).toEqual({ text: { left: 0, right: 5 } });
  });
});
