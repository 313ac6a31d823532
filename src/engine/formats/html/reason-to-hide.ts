import { MIN_OPACITY } from "../hidden/read-colour.ts";

/** The way in which a style hides an element with everything in it. */
export type HidingReason = "not-shown" | "transparent" | "outside" | "no-area";

/** Distance from the page at which nothing is seen, in pixels. */
const FAR_PIXELS = 500;
const PIXELS_OF: Readonly<Record<string, number>> = {
  px: 1,
  pt: 4 / 3,
  em: 16,
  rem: 16,
  ex: 8,
  ch: 8,
  cm: 38,
  mm: 3.8,
  in: 96,
  vw: 10,
  vh: 10,
  "%": 10,
  "": 1,
};
const LENGTH = /^(-?\d{0,7}(?:\.\d{1,5})?)\s?(px|pt|em|rem|ex|ch|cm|mm|in|vw|vh|%|)$/;

/** Reads a length of CSS in pixels, for a font of 16 pixels and a page of 1,000. NaN if it is none. */
export function readPixels(value: string | undefined): number {
  const [, amount = "", unit = ""] = LENGTH.exec(value ?? "") ?? [];
  return amount === "" || amount === "-" ? Number.NaN : Number(amount) * (PIXELS_OF[unit] ?? 1);
}

/** Returns why a style hides an element; undefined if it shows it. */
export function reasonToHide(read: (property: string) => string | undefined): HidingReason | undefined {
  if (read("display") === "none" || /^(?:hidden|collapse)$/.test(read("visibility") ?? "")) return "not-shown";
  if (Number.parseFloat(read("opacity") ?? "1") < MIN_OPACITY) return "transparent";
  if (isOutside(read)) return "outside";
  return hasNoArea(read) ? "no-area" : undefined;
}

function isOutside(read: (property: string) => string | undefined): boolean {
  if (readPixels(read("text-indent")) <= -FAR_PIXELS) return true;
  if (!isPlaced(read)) return false;
  return ["left", "right", "top", "bottom"].some((side) => readPixels(read(side)) <= -FAR_PIXELS);
}

function hasNoArea(read: (property: string) => string | undefined): boolean {
  if (isPlaced(read) && /^rect\((?:\s{0,3}[01](?:px)?[\s,]{0,3}){4}\)$/.test(read("clip") ?? "")) return true;
  if (/^inset\((?:50|100)%/.test(read("clip-path") ?? "") || /^scale(?:3d)?\(0[,)]/.test(read("transform") ?? ""))
    return true;
  const isCut = ["overflow", "overflow-x", "overflow-y"].some((name) => /^(?:hidden|clip)/.test(read(name) ?? ""));
  return isCut && ["height", "width", "max-height", "max-width"].some((side) => readPixels(read(side)) <= 1);
}

function isPlaced(read: (property: string) => string | undefined): boolean {
  return /^(?:absolute|fixed)$/.test(read("position") ?? "");
}
