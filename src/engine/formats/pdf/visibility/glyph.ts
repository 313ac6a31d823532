import type { HiddenPart } from "../../hidden/warn-of-hidden-text.ts";
import { type Area, contains } from "./boxes.ts";

export type HiddenReason = HiddenPart["reason"];

/**
 * A letter that is drawn, in the coordinates of the page. Its numbers stand flat, since a page has thousands of
 * letters.
 */
export interface Glyph {
  /** Its characters as `readLetters` returns them. */
  readonly letters: string;
  /** Origin on the base line. */
  readonly x: number;
  readonly y: number;
  /** Start of the next letter without additional spacing. */
  readonly endX: number;
  readonly endY: number;
  readonly centreX: number;
  readonly centreY: number;
  /** Why a reader does not see it. Undefined if it is seen. */
  readonly hidden: HiddenReason | undefined;
}

/** Distance of recognised letters from their picture, in points, that a scan may have. */
const MAX_DISTANCE = 2;
/** Minimum share of a page's invisible letters on pictures at which all of them are the text of pictures. */
const MIN_COVERED_SHARE = 0.5;

/**
 * Shows the invisible letters again that are the text of a picture: programs put the recognised text of a scan there. A
 * picture with more visible than invisible letters is a background and no scan.
 *
 * @param pictures  places of pictures and of shapes with curves, which may be letters drawn as lines
 */
export function showTextOfPictures(glyphs: readonly Glyph[], pictures: readonly Area[]): readonly Glyph[] {
  const invisible = glyphs.filter(({ hidden }) => hidden === "not-shown");
  if (invisible.length === 0) return glyphs;
  const visible = glyphs.filter(({ hidden }) => hidden === undefined);
  const countIn = (picture: Area, letters: readonly Glyph[]) =>
    letters.reduce(
      (count, { centreX, centreY }) => count + (contains(picture, [centreX, centreY], MAX_DISTANCE) ? 1 : 0),
      0,
    );
  const covered = new Set<Glyph>();
  for (const picture of pictures) {
    const inside = invisible.filter(({ centreX, centreY }) => contains(picture, [centreX, centreY], MAX_DISTANCE));
    if (inside.length === 0 || countIn(picture, visible) > inside.length) continue;
    for (const glyph of inside) covered.add(glyph);
  }
  const areAll = covered.size >= MIN_COVERED_SHARE * invisible.length;
  return glyphs.map((glyph) =>
    glyph.hidden === "not-shown" && (areAll || covered.has(glyph)) ? { ...glyph, hidden: undefined } : glyph,
  );
}
