import { createRequire } from "node:module";
import { OcrUnavailableError } from "../../../core/index.ts";

/** Parts of a canvas that are used here. */
export interface Canvas {
  readonly width: number;
  readonly height: number;
  getContext(kind: "2d"): CanvasContext;
}

interface CanvasContext {
  fillStyle: string;
  fillRect(x: number, y: number, width: number, height: number): void;
  drawImage(image: CanvasImage, x: number, y: number, width: number, height: number): void;
  getImageData(x: number, y: number, width: number, height: number): { readonly data: Uint8ClampedArray };
}

export interface CanvasImage {
  readonly width: number;
  readonly height: number;
}

interface CanvasLibrary {
  createCanvas(width: number, height: number): Canvas;
  loadImage(bytes: Uint8Array): Promise<CanvasImage>;
}

/**
 * Loads the canvas on which PDF.js draws. PDF.js finds the same one, since both look for it from Lydian's folder.
 *
 * @throws {OcrUnavailableError} if it is not installed: it is an optional dependency with a binary for each platform
 */
export function loadCanvas(): CanvasLibrary {
  try {
    return createRequire(import.meta.url)("@napi-rs/canvas");
  } catch (cause) {
    throw new OcrUnavailableError("OCR is on, but @napi-rs/canvas, on which pages are drawn, is not installed.", {
      hint: "Install Lydian again without `--omit=optional`.",
      cause,
    });
  }
}
