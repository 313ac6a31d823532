import type { PageMeasures } from "./measure-page.ts";

/** Width below which a page is enlarged to its text, so that it is readable on a phone. */
const NARROW_PIXELS = 480;
const WIDEST_PIXELS = 896;
const SMALLEST_LETTER_PIXELS = 13;
/** Margin beside the text, for the pins. */
const MARGIN_PIXELS = 36;
const LARGEST_SCALE = 4;

/** Chooses the scale of a page, in pixels per PDF point, for a reading area of the given width. */
export function chooseScale(roomPixels: number, { width, text, letter }: PageMeasures): number {
  const whole = Math.min(roomPixels, WIDEST_PIXELS) / width;
  if (roomPixels >= NARROW_PIXELS || text === undefined) return whole;
  const column = (roomPixels - MARGIN_PIXELS) / (text.right - text.left + 8);
  const readable = letter === undefined ? 0 : SMALLEST_LETTER_PIXELS / letter;
  return Math.max(whole, Math.min(LARGEST_SCALE, Math.max(column, readable)));
}

const MAX_PIXELS = 16 * 1024 * 1024;
const LONGEST_SIDE = 8_192;

/** Chooses the pixels of a canvas for each point of a page: those of the screen, within the memory limit. */
export function chooseDots(scale: number, density: number, { width, height }: PageMeasures): number {
  const sharp = scale * Math.min(density, 3);
  return Math.min(sharp, Math.sqrt(MAX_PIXELS / (width * height)), LONGEST_SIDE / width, LONGEST_SIDE / height);
}
