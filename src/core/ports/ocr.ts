import type { Box } from "../schemas/place.ts";

/** A picture in shades of grey: one byte a pixel, 0 is black, row by row from the top left. */
export interface GrayImage {
  readonly width: number;
  readonly height: number;
  /** `width × height` bytes. */
  readonly pixels: Uint8Array;
}

export interface OcrWord {
  /** NFC, never blank. */
  readonly text: string;
  /** In pixels of the image, from its top left; within it. */
  readonly box: Box;
  /** How sure the engine is, from 0 to 1. */
  readonly confidence: number;
}

/** Words that stand on one line, from left to right. */
export interface OcrLine {
  readonly words: readonly OcrWord[];
  /** The y on which the letters stand, in the middle of the line; in pixels. */
  readonly baseline: number;
  /** Size of the type, in pixels. */
  readonly size: number;
}

/** Reads text from pictures. */
export interface Ocr {
  /** The engine with its version and that of its data; part of the version of the loaders that use it. No `+`. */
  readonly id: string;
  /** ISO 639-1: what it was trained to read. */
  readonly language: string;
  /**
   * @returns lines in the engine's reading order; none where it found no text
   * @throws {InvalidArgumentError} when the image has no pixels, or not `width × height` of them
   * @throws {LoadFailedError}      when the engine fails; the next call starts it anew
   */
  recognize(image: GrayImage, signal: AbortSignal): Promise<readonly OcrLine[]>;
  close(): Promise<void>;
}
