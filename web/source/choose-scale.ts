import type { PageMeasures } from "./measure-page.ts";

/** Below this a desk is a phone's: its page is zoomed to the text, so that it can be read. */
const NARROW_PIXELS = 480;
const WIDEST_PIXELS = 896;
const SMALLEST_LETTER_PIXELS = 13;
/** Margin beside the text, for the pins. */
const MARGIN_PIXELS = 36;
const LARGEST_SCALE = 4;

/** Pixels a point, for a desk that has so much room for pages. */
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
