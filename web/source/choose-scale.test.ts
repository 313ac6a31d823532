import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { chooseDots, chooseScale } from "./choose-scale.ts";

const page = { width: 600, height: 800, text: { left: 70, right: 530 }, letter: 10 };

describe("chooseScale", () => {
  it("fits the whole page into a wide window, up to a maximum width", () => {
    expect(chooseScale(600, page)).toBe(1);
    expect(chooseScale(3_000, page) * page.width).toBe(896);
  });

  it("enlarges a page on a phone until its letters are readable", () => {
    expect(chooseScale(330, page) * page.letter).toBeGreaterThanOrEqual(13);
    expect(chooseScale(330, { ...page, letter: 40 }) * 600).toBeGreaterThan(330);
  });

  it("enlarges a narrow column on a phone without making it wider than the screen", () => {
    const scale = chooseScale(330, { ...page, text: { left: 200, right: 300 } });
    expect(scale * 100).toBeGreaterThan(200);
    expect(scale * 100).toBeLessThanOrEqual(330);
  });

  it("fits a page without text into the width of a phone", () => {
    expect(chooseScale(300, { width: 600, height: 800 })).toBe(0.5);
  });
});

describe("chooseDots", () => {
  it("keeps the canvas of any page within the limits for pixels and side length", () => {
    const length = fc.integer({ min: 1, max: 20_000 });
    fc.assert(
      fc.property(length, length, fc.double({ min: 0.1, max: 4, noNaN: true }), (width, height, scale) => {
        const dots = chooseDots(scale, 3, { width, height });
        expect(width * dots * height * dots).toBeLessThanOrEqual(16 * 1024 * 1024 + 1);
        expect(Math.max(width, height) * dots).toBeLessThanOrEqual(8_193);
        expect(dots).toBeLessThanOrEqual(scale * 3);
      }),
    );
  });
});
