import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { type Box, locateSpan } from "../../../core/index.ts";
import { drawPdf, loadBytes, put } from "./fixtures/draw-pdf.ts";

interface Drawn {
  readonly page: number;
  readonly word: string;
  readonly x: number;
  readonly y: number;
  readonly width: number;
  readonly size: number;
}

/** Words that occur once each, on pages in two columns with a table; returns where each was drawn. */
async function drawWords(
  seed: readonly number[],
): Promise<{ readonly bytes: Uint8Array; readonly drawn: readonly Drawn[] }> {
  const drawn: Drawn[] = [];
  const bytes = await drawPdf((pdf) => {
    for (const [index, size] of seed.entries()) {
      if (index > 0) pdf.addPage();
      pdf.fontSize(size);
      for (let row = 0; row < 12; row++) {
        for (const [column, x] of [72, 190, 330, 450].entries()) {
          const word = ["p", index, row, column].map((part) => toLetters(part)).join("");
          const y = 90 + row * 3 * size;
          put(pdf, word, { x, y });
          drawn.push({ page: index + 1, word, x, y, width: pdf.widthOfString(word), size });
        }
      }
    }
  });
  return { bytes, drawn };
}

function toLetters(part: string | number): string {
  return typeof part === "string" ? part : `${String.fromCharCode(97 + part)}z`;
}

describe("the boxes of spans", () => {
  it("contain the drawn words", async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.array(fc.integer({ min: 7, max: 14 }), { minLength: 1, maxLength: 3 }),
        fc.array(fc.nat(), { minLength: 17, maxLength: 17 }),
        async (sizes, picks) => {
          const { bytes, drawn } = await drawWords(sizes);
          const { text, locations } = await loadBytes(bytes);
          for (const pick of picks) {
            const word = drawn[pick % drawn.length];
            const start = text.indexOf(word?.word ?? "missing");
            const location = locateSpan(locations, { start, end: start + (word?.word.length ?? 0) });
            const place = location !== undefined && "page" in location ? location : { page: 0, boxes: [] };
            expect(place.page).toBe(word?.page);
            expect(place.boxes).toHaveLength(1);
            expectAt(place.boxes[0], word);
          }
        },
      ),
      { numRuns: 4 },
    );
  });
});

/** Within a point at the sides; the height is that of the font's ascent and descent, about the size of the type. */
function expectAt(box: Box | undefined, word: Drawn | undefined): void {
  const [own, drawn] = [box ?? { x: -1, y: -1, width: 0, height: 0 }, word ?? { x: 0, y: 0, width: 0, size: 0 }];
  expect(Math.abs(own.x - drawn.x)).toBeLessThan(1);
  expect(Math.abs(own.width - drawn.width)).toBeLessThan(1);
  expect(own.y).toBeGreaterThan(drawn.y - 0.3 * drawn.size);
  expect(own.y + own.height).toBeLessThan(drawn.y + 1.4 * drawn.size);
  expect(own.height).toBeGreaterThan(0.7 * drawn.size);
}
