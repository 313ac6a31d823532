import { createRequire } from "node:module";
import { dirname, sep } from "node:path";
import { defined } from "../../../core/index.ts";
import { loadCanvas } from "../picture/canvas.ts";
import { fitScale, type Picture, takePicture } from "../picture/picture.ts";

/** Draws pages of one PDF. */
export interface PageRenderer {
  /** @returns undefined for a page that is blank */
  render(number: number): Promise<Picture | undefined>;
  close(): Promise<void>;
}

const POINTS_AN_INCH = 72;
/** At less the engine reads small type badly, at more it reads no better and takes longer. */
const DOTS_AN_INCH = 300;
/** A picture with more is not drawn: its pixels alone would take a quarter of a gibibyte. */
const MOST_IMAGE_PIXELS = 64_000_000;

/**
 * Opens a PDF for drawing, apart from its reading, for which no picture is decoded. As there, nothing comes from the
 * network and no script runs.
 *
 * @throws {OcrUnavailableError} when there is no canvas to draw upon
 */
export async function openRenderer(bytes: Uint8Array, password?: string): Promise<PageRenderer> {
  const { createCanvas } = loadCanvas();
  const { getDocument } = await import("pdfjs-dist/legacy/build/pdf.mjs");
  const folder = dirname(createRequire(import.meta.url).resolve("pdfjs-dist/package.json"));
  const data = (name: string) => `${folder}${sep}${name}${sep}`;
  const pdf = await getDocument(
    defined({
      // PDF.js takes the bytes over, so that it gets a copy.
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
      maxImageSize: MOST_IMAGE_PIXELS,
      verbosity: 0,
    }),
  ).promise;
  return {
    render: async (number) => {
      const page = await pdf.getPage(number);
      const scale = fitScale(page.getViewport({ scale: 1 }), DOTS_AN_INCH / POINTS_AN_INCH);
      const viewport = page.getViewport({ scale });
      const canvas = createCanvas(Math.ceil(viewport.width), Math.ceil(viewport.height));
      await page.render({ canvas, viewport }).promise;
      page.cleanup();
      return takePicture(canvas, scale);
    },
    close: () => pdf.destroy(),
  };
}
