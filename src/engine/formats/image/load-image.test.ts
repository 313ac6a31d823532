import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { createTesseract } from "../../../adapters/tesseract/index.ts";
import { LoadFailedError, never, type Ocr, UnsupportedMediaTypeError } from "../../../core/index.ts";
import { drawPicture } from "../fixtures/draw-picture.ts";
import { expectExactSpans } from "../fixtures/expect-exact-spans.ts";
import { loadBytes } from "../load-bytes.ts";

const sentence = "The autoclave door seal is changed every spring.";

describe("loadImage", { timeout: 120_000 }, () => {
  let ocr: Ocr;
  beforeAll(() => {
    ocr = createTesseract();
  });
  afterAll(() => ocr.close());

  // As small as letters on a screen are.
  const drawing = drawPicture({ width: 640, height: 200 }, [{ text: sentence, x: 40, y: 100, size: 20 }]);

  it("reads PNG, JPEG and WebP as one page, with boxes in pixels", async () => {
    for (const mediaType of ["image/png", "image/jpeg", "image/webp"] as const) {
      const result = await loadBytes({ bytes: drawing.encode(mediaType), uri: "a.png" }, never, ocr);
      expect(result).toMatchObject({ mediaType, text: sentence, pages: 1, pagesWithoutText: [], warnings: [] });
      expect(result.loader).toEqual({ id: "image", version: `1+${ocr.id}` });
      expectExactSpans(result);
      const [first] = result.locations;
      const box = first !== undefined && "page" in first.location ? first.location.boxes[0] : undefined;
      expect(box?.x).toBeCloseTo(40, -1);
      expect((box?.y ?? 0) + (box?.height ?? 0)).toBeCloseTo(100, -1);
    }
  });

  it("refuses a picture without OCR, and says how to read it", async () => {
    const loading = loadBytes({ bytes: drawing.encode("image/png"), uri: "a.png" }, never);
    await expect(loading).rejects.toThrow(UnsupportedMediaTypeError);
    await expect(loading).rejects.toMatchObject({ hint: expect.stringContaining("--ocr") });
  });

  it("says that a blank picture has no text, and does not use OCR", async () => {
    const blank = drawPicture({ width: 300, height: 200 }, []).encode("image/png");
    const { text, warnings, ocrPages } = await loadBytes({ bytes: blank, uri: "a.png" }, never, ocr);
    expect([text, warnings.map(({ code }) => code), ocrPages]).toEqual(["", ["no-text"], []]);
  });

  it("says that a picture is cut off, wherever the cut is", async () => {
    for (const mediaType of ["image/png", "image/jpeg", "image/webp"] as const) {
      const whole = drawing.encode(mediaType);
      for (const share of [0.02, 0.3, 0.7, 0.95]) {
        const loading = loadBytes({ bytes: whole.slice(0, Math.ceil(share * whole.length)), uri: "a" }, never, ocr);
        await expect(loading).rejects.toThrow(LoadFailedError);
      }
    }
  });
});
