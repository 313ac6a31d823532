import type { GrayImage } from "../../../core/index.ts";
import type { Canvas } from "./canvas.ts";

/** A page as a picture. */
export interface Picture {
  readonly image: GrayImage;
  /** Pixels a point of the page. */
  readonly scale: number;
}

/** Larger pictures are made smaller: an A4 page at 300 dots an inch has 8.7 million pixels. */
const MOST_PIXELS = 16_000_000;
const LONGEST_SIDE = 8_000;
/** Lighter spots than this share of the range from white to black are no ink. */
const LEAST_CONTRAST = 32;

/** The scale nearest to `wanted` at which a page is no larger than is read. */
export function fitScale(
  { width, height }: { readonly width: number; readonly height: number },
  wanted: number,
): number {
  return Math.min(wanted, Math.sqrt(MOST_PIXELS / (width * height)), LONGEST_SIDE / Math.max(width, height));
}

/** @returns undefined for a page of one colour, or nearly so: there is nothing to read */
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
  return lightest - darkest < LEAST_CONTRAST ? undefined : { image: { width, height, pixels }, scale };
}
