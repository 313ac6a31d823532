import { createRequire } from "node:module";
import { dirname, sep } from "node:path";
import { defined } from "../../../core/index.ts";
import { loadCanvas } from "../picture/canvas.ts";
import { fitScale, type Picture, takePicture } from "../picture/picture.ts";

/** Draws pages of one PDF. */
export interface PageRenderer {
  /** Draws a page. Returns undefined if it is blank. */
  render(number: number): Promise<Picture | undefined>;
  close(): Promise<void>;
}

const POINTS_PER_INCH = 72;
/** Resolution for OCR. At a lower one it misreads small type; at a higher one it is slower and no better. */
const DOTS_PER_INCH = 300;
/** Maximum size of a picture that is drawn. The pixels of a larger one would take over a quarter of a gibibyte. */
const MAX_IMAGE_PIXELS = 64_000_000;

/**
 * Opens a PDF for drawing, separately from reading, where pictures are not decoded. Nothing is fetched from
 * the network, and no script runs.
 *
 * @throws {OcrUnavailableError} if there is no canvas to draw on
 */
export async function openRenderer(bytes: Uint8Array, password?: string): Promise<PageRenderer> {
  const { createCanvas } = loadCanvas();
  const { getDocument } = await import("pdfjs-dist/legacy/build/pdf.mjs");
  const folder = dirname(createRequire(import.meta.url).resolve("pdfjs-dist/package.json"));
  const data = (name: string) => `${folder}${sep}${name}${sep}`;
  const pdf = await getDocument(
    defined({
      // PDF.js takes ownership of the bytes, so it gets a copy.
      data: new Uint8Array(bytes),
      password,
      isEvalSupported: false,
      disableFontFace: true,
      useSystemFonts: false,
      useWorkerFetch: false,
      cMapUrl: data("cmaps"),
      cMapPacked: true,
      standardFontDataUrl: data("standard_fonts"),
      wasmUrl: data("wasm"),
      iccUrl: data("iccs"),
      maxImageSize: MAX_IMAGE_PIXELS,
      verbosity: 0,
    }),
  ).promise;
  return {
    render: async (number) => {
      const page = await pdf.getPage(number);
      const scale = fitScale(page.getViewport({ scale: 1 }), DOTS_PER_INCH / POINTS_PER_INCH);
      const viewport = page.getViewport({ scale });
      const canvas = createCanvas(Math.ceil(viewport.width), Math.ceil(viewport.height));
      await page.render({ canvas, viewport }).promise;
      page.cleanup();
      return takePicture(canvas, scale);
    },
    close: () => pdf.destroy(),
  };
}
