import type { Box } from "../schemas/place.ts";

/** A picture in shades of grey: one byte a pixel, 0 is black, row by row from the top left. */
export interface GrayImage {
  readonly width: number;
  readonly height: number;
  /** Shades of grey, one byte a pixel: `width × height` bytes. */
  readonly pixels: Uint8Array;
}

export interface OcrWord {
  /** Text of the word, in NFC and never blank. */
  readonly text: string;
  /** Rectangle in pixels from the top left of the image, within it. */
  readonly box: Box;
  /** The engine's confidence, from 0 to 1. */
  readonly confidence: number;
}

/** Words on one line, from left to right. */
export interface OcrLine {
  readonly words: readonly OcrWord[];
  /** Vertical position of the baseline in the middle of the line, in pixels. */
  readonly baseline: number;
  /** Size of the line's type in pixels. */
  readonly size: number;
}

/** Reads text from pictures. */
export interface Ocr {
  /** Engine, its version and its data's version, without `+`. It is part of the version of loaders that use it. */
  readonly id: string;
  /** Language that the engine was trained to read, in ISO 639-1. */
  readonly language: string;
  /**
   * Reads the text of a picture as lines in the engine's reading order; empty if it found no text.
   *
   * @throws {InvalidArgumentError} if the image has no pixels, or not `width × height`
   * @throws {LoadFailedError}      if the engine fails; the next call restarts it
   */
  recognize(image: GrayImage, signal: AbortSignal): Promise<readonly OcrLine[]>;
  close(): Promise<void>;
}
