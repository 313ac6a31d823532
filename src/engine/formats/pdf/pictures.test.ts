import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { createTesseract } from "../../../adapters/tesseract/index.ts";
import { type Box, locateSpan, never, type Ocr } from "../../../core/index.ts";
import { type Drawing, drawPicture, measureText } from "../fixtures/draw-picture.ts";
import { expectExactSpans } from "../fixtures/expect-exact-spans.ts";
import type { LoadResult } from "../load-result.ts";
import { drawPdf } from "./fixtures/draw-pdf.ts";
import { loadPdf } from "./load-pdf.ts";

/** Resolution of the scans, which are letters of 612 × 792 points. */
const PIXELS_PER_POINT = 200 / 72;
const TYPE = 11;

const left = [
  "Visitors park behind the pharmacy and",
  "show their ticket at the front desk.",
  "The barrier opens at half past six.",
  "Bicycles stand in the yellow shed at",
  "the south gate, whose key hangs in the",
  "porter's lodge. Scooters are charged",
  "at the wall beside the kitchen, and",
  "nowhere else in the building, because",
];
const right = [
  "Deliveries arrive at the north gate",
  "between eight and eleven, and never",
  "on Wednesday afternoons. The porter",
  "signs for them and carries them to the",
  "store room in the basement. Medicines",
  "go to the pharmacy at once, and blood",
  "samples to the laboratory, where they",
  "are kept cold until they are tested.",
];

/** A letter with two columns, at points of the page. */
function scan(columns: readonly { readonly x: number; readonly lines: readonly string[] }[]): Drawing {
  const texts = columns.flatMap(({ x, lines }) =>
    lines.map((text, index) => ({
      text,
      x: x * PIXELS_PER_POINT,
      y: (150 + index * 16) * PIXELS_PER_POINT,
      size: TYPE * PIXELS_PER_POINT,
    })),
  );
  return drawPicture({ width: 612 * PIXELS_PER_POINT, height: 792 * PIXELS_PER_POINT }, texts);
}

function place(pdf: PDFKit.PDFDocument, drawing: Drawing): void {
  pdf.image(Buffer.from(drawing.encode("image/png")), 0, 0, { width: 612, height: 792 });
}

function boxOf({ text, locations }: LoadResult, word: string): Box & { readonly page: number } {
  const start = text.indexOf(word);
  const location = locateSpan(locations, { start, end: start + word.length });
  if (start < 0 || location === undefined || !("page" in location)) throw new Error(`"${word}" has no place`);
  const [box] = location.boxes;
  if (box === undefined || location.boxes.length > 1) throw new Error(`"${word}" has ${location.boxes.length} boxes`);
  return { ...box, page: location.page };
}

describe("loadPdf with OCR", { timeout: 120_000 }, () => {
  let ocr: Ocr;
  beforeAll(() => {
    ocr = createTesseract();
  });
  afterAll(() => ocr.close());

  const load = (bytes: Uint8Array, engine: Ocr | undefined = ocr) =>
    loadPdf({ bytes, uri: "a.pdf", mediaType: "application/pdf" }, never, engine);

  it("reads a scanned page in the order of its columns, between pages with text", async () => {
    const bytes = await drawPdf((pdf) => {
      pdf.text("Drawn before.").addPage();
      place(
        pdf,
        scan([
          { x: 72, lines: left },
          { x: 330, lines: right },
        ]),
      );
      pdf.addPage().addPage().text("Drawn after.");
    });
    const result = await load(bytes);
    expect(result.text).toBe(["Drawn before.", left.join(" "), right.join(" "), "Drawn after."].join("\n\n"));
    expectExactSpans(result);
    expect(result.pagesWithoutText).toEqual([3]);
    expect(result.ocrPages).toEqual([{ page: 2, confidence: expect.closeTo(0.93, 1) }]);
    expect(result.warnings.map(({ code, page }) => [code, page])).toEqual([["page-without-text", 3]]);
  });

  it("locates each word in its box on the page", async () => {
    const result = await load(await drawPdf((pdf) => place(pdf, scan([{ x: 72, lines: left }]))));
    for (const [word, line] of [
      ["Visitors", 0],
      ["ticket", 1],
      ["barrier", 2],
    ] as const) {
      const text = left[line] ?? "";
      const box = boxOf(result, word);
      const x = 72 + measureText(text.slice(0, text.indexOf(word)), TYPE);
      expect(Math.abs(box.x - x)).toBeLessThan(2);
      expect(Math.abs(box.width - measureText(word, TYPE))).toBeLessThan(2);
      expect(box.y).toBeGreaterThan(150 + line * 16 - TYPE);
      expect(box.y + box.height).toBeLessThan(150 + line * 16 + 4);
      expect(box.page).toBe(1);
    }
  });

  it("reads a scan on a rotated page, with boxes on the page as shown", async () => {
    const bytes = await drawPdf((pdf) => {
      Object.assign(pdf.page.dictionary.data, { Rotate: 90 });
      pdf.rotate(-90, { origin: [0, 0] }).translate(-792, 0);
      pdf.image(Buffer.from(scan([{ x: 72, lines: left }]).encode("image/jpeg")), 0, 0, { width: 792, height: 612 });
    });
    const result = await load(bytes);
    expect(result.text).toBe(left.join(" "));
    const box = boxOf(result, "Visitors");
    expect(box.x).toBeGreaterThan(85);
    expect(box.x).toBeLessThan(100);
    expect(box.y + box.height).toBeLessThan(120);
  });

  it("reads letters that are drawn as lines, as some programs do to protect their fonts", async () => {
    const bytes = await drawPdf((pdf) => {
      // The word TILT, in strokes.
      const strokes = "M0 0H60M30 0V90 M90 0V90 M120 0V90H170 M190 0H250M220 0V90";
      pdf.translate(150, 200).path(strokes).lineWidth(12).stroke();
    });
    expect((await load(bytes)).text).toBe("TILT");
  });

  it("warns of a page on which OCR finds no text, and runs no OCR on blank pages", async () => {
    const bytes = await drawPdf((pdf) => {
      pdf.circle(300, 300, 120).fill("#336699");
      pdf.addPage();
    });
    const { text, pagesWithoutText, ocrPages } = await load(bytes);
    expect([text, pagesWithoutText, ocrPages]).toEqual(["", [1, 2], [{ page: 1, confidence: 0 }]]);
  });

  it("warns of a page of which OCR is unsure", async () => {
    const unsure: Ocr = {
      ...ocr,
      recognize: async (image, signal) =>
        (await ocr.recognize(image, signal)).map((line) => ({
          ...line,
          words: line.words.map((word) => ({ ...word, confidence: 0.5 })),
        })),
    };
    const { warnings, ocrPages } = await load(
      await drawPdf((pdf) => place(pdf, scan([{ x: 72, lines: left }]))),
      unsure,
    );
    expect(ocrPages).toEqual([{ page: 1, confidence: 0.5 }]);
    expect(warnings).toEqual([
      { code: "low-ocr-confidence", message: "OCR is only 50 % sure of page 1; words may be wrong.", page: 1 },
    ]);
  });

  it("stops with the signal's reason between pages", async () => {
    const stopped = new AbortController();
    const stopping: Ocr = {
      ...ocr,
      recognize: async () => {
        stopped.abort(new Error("enough"));
        return [];
      },
    };
    const bytes = await drawPdf((pdf) => {
      place(pdf, scan([{ x: 72, lines: left }]));
      pdf.addPage();
    });
    const input = { bytes, uri: "a.pdf", mediaType: "application/pdf" };
    await expect(loadPdf(input, stopped.signal, stopping)).rejects.toThrow("enough");
  });
});
