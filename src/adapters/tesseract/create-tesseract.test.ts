import { describe, expect, it } from "vitest";
import { never, OcrUnavailableError } from "../../core/index.ts";
import { drawPicture, measureText } from "../../engine/formats/fixtures/draw-picture.ts";
import { ocrContract } from "../../testing/index.ts";
import { createTesseract } from "./create-tesseract.ts";
import { findTesseract } from "./find-tesseract.ts";

const SIZE = 40;
const drawnWords = [
  { text: "autoclave", x: 100, y: 120 },
  { text: "Wednesday", x: 100, y: 260 },
  { text: "laboratory", x: 520, y: 260 },
];
const sample = {
  image: drawPicture(
    { width: 900, height: 400 },
    drawnWords.map((word) => ({ ...word, size: SIZE })),
  ).image,
  words: drawnWords.map(({ text, x, y }) => ({
    text,
    // The box begins at the top of capitals. Only the letter y reaches below the baseline.
    box: { x, y: y - 0.73 * SIZE, width: measureText(text, SIZE), height: (text.includes("y") ? 0.94 : 0.73) * SIZE },
  })),
};

describe("OCR by Tesseract", { timeout: 120_000 }, () => {
  for (const { name, run } of ocrContract(async () => createTesseract(), sample)) it(name, run);

  it("has the versions of the engine and of its data in its id", () => {
    expect(createTesseract().id).toMatch(/^tesseract\.js-\d+\.\d+\.\d+-eng-\d+\.\d+\.\d+$/);
  });

  it("names the missing packages", () => {
    expect(() => findTesseract("file:///nowhere/at/all.js")).toThrow(OcrUnavailableError);
    try {
      findTesseract("file:///nowhere/at/all.js");
    } catch (error) {
      expect(error).toMatchObject({ hint: expect.stringContaining("npm i tesseract.js @tesseract.js-data/eng") });
    }
  });

  it("returns the right text for each of several calls at the same time", async () => {
    const ocr = createTesseract();
    try {
      const images = ["one", "two", "three"].map(
        (text) => drawPicture({ width: 400, height: 120 }, [{ text, x: 60, y: 80, size: SIZE }]).image,
      );
      const results = await Promise.all(images.map((image) => ocr.recognize(image, never)));
      expect(results.map((lines) => lines.flatMap(({ words }) => words.map(({ text }) => text)))).toEqual([
        ["one"],
        ["two"],
        ["three"],
      ]);
    } finally {
      await ocr.close();
    }
  });
});
