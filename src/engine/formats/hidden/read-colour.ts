/** Red, green and blue from 0 to 255, and opacity from 0 to 1. */
export interface Colour {
  readonly channels: readonly [number, number, number];
  readonly opacity: number;
}

const NAMED: ReadonlyMap<string, string> = new Map(
  Object.entries({
    white: "#ffffff",
    black: "#000000",
    snow: "#fffafa",
    ivory: "#fffff0",
    ghostwhite: "#f8f8ff",
    floralwhite: "#fffaf0",
    whitesmoke: "#f5f5f5",
    azure: "#f0ffff",
    mintcream: "#f5fffa",
    gray: "#808080",
    grey: "#808080",
    silver: "#c0c0c0",
    red: "#ff0000",
    green: "#008000",
    blue: "#0000ff",
    navy: "#000080",
    yellow: "#ffff00",
  }),
);
const HEX = /^#?([0-9a-f]{6})(?:[0-9a-f]{2})?$/i;
const SHORT_HEX = /^#([0-9a-f])([0-9a-f])([0-9a-f])[0-9a-f]?$/i;
const FUNCTION =
  /^rgba?\(\s{0,9}(\d{1,3})[\s,]{1,9}(\d{1,3})[\s,]{1,9}(\d{1,3})(?:[\s,/]{1,9}([\d.]{1,9})(%?))?\s{0,9}\)$/;

/** Reads a colour of CSS or of an old attribute; undefined if it is none, or one that is not read (hsl, variables). */
export function readColour(written: string): Colour | undefined {
  const text = NAMED.get(written) ?? written;
  if (text === "transparent") return { channels: [0, 0, 0], opacity: 0 };
  const hex =
    HEX.exec(text)?.[1] ??
    SHORT_HEX.exec(text)
      ?.slice(1, 4)
      .map((digit) => digit + digit)
      .join("");
  if (hex !== undefined) {
    const value = Number.parseInt(hex, 16);
    return { channels: [value >> 16, (value >> 8) & 255, value & 255], opacity: 1 };
  }
  const [, red, green, blue, opacity, percent] = FUNCTION.exec(text) ?? [];
  if (red === undefined) return undefined;
  const share = opacity === undefined ? 1 : Number(opacity) / (percent === "%" ? 100 : 1);
  return { channels: [Number(red), Number(green), Number(blue)], opacity: share };
}

/** Largest difference of a channel at which text cannot be told from its background. */
const MAX_DIFFERENCE = 12;

/** Returns whether text of one colour is invisible on the other. */
export function looksAlike(left: Colour, right: Colour): boolean {
  return left.channels.every((channel, index) => Math.abs(channel - (right.channels[index] ?? 0)) <= MAX_DIFFERENCE);
}

/** Opacity below which text is invisible. */
export const MIN_OPACITY = 0.06;
export const WHITE: Colour = { channels: [255, 255, 255], opacity: 1 };
