import type { GrayImage } from "../../../core/index.ts";
import type { Canvas } from "./canvas.ts";

/** A page as a picture. */
export interface Picture {
  readonly image: GrayImage;
  /** Number of pixels for each point of the page. */
  readonly scale: number;
}

/** Limits above which a picture is made smaller. An A4 page at 300 dots per inch has 8.7 million pixels. */
const MAX_PIXELS = 16_000_000;
const MAX_SIDE = 8_000;
/** Minimum difference between the darkest and the lightest pixel, of 255, on a page that is not blank. */
const MIN_CONTRAST = 32;

export interface PageSize {
  readonly width: number;
  readonly height: number;
}

/** Returns the scale, or a smaller one at which the page is within the limits of a picture. */
export function fitScale({ width, height }: PageSize, scale: number): number {
  return Math.min(scale, Math.sqrt(MAX_PIXELS / (width * height)), MAX_SIDE / Math.max(width, height));
}

/** Takes the picture of a canvas in shades of gray. Returns undefined if it has nearly one colour: nothing to read. */
export function takePicture(canvas: Canvas, scale: number): Picture | undefined {
  const { width, height } = canvas;
  const { data } = canvas.getContext("2d").getImageData(0, 0, width, height);
  const pixels = new Uint8Array(width * height);
  let [darkest, lightest] = [255, 0];
  for (let index = 0; index < pixels.length; index++) {
    const at = index * 4;
    // Luma of ITU-R BT.601.
    const gray = 0.299 * (data[at] ?? 0) + 0.587 * (data[at + 1] ?? 0) + 0.114 * (data[at + 2] ?? 0);
    pixels[index] = gray;
    if (gray < darkest) darkest = gray;
    if (gray > lightest) lightest = gray;
  }
  return lightest - darkest < MIN_CONTRAST ? undefined : { image: { width, height, pixels }, scale };
}
