import { type Colour, looksAlike, MIN_OPACITY } from "../../hidden/read-colour.ts";
import type { Areas } from "./areas.ts";
import type { Area } from "./boxes.ts";
import type { Glyph, HiddenReason } from "./glyph.ts";
import type { GraphicsState } from "./graphics-state.ts";

/** Text rendering modes of PDF. Those above 3 also clip what follows. */
const MODES = { stroked: 1, filledAndStroked: 2, invisible: 3, clipping: 7 } as const;
/** Distance from the clip at which a letter is out of it, in points. */
const CLIP_MARGIN = 1;

export interface DrawnGlyph {
  readonly glyph: Glyph;
  readonly areas: Areas;
  /** True if the letters of its font are drawings with their own colours. */
  readonly isDrawing: boolean;
}

/** Returns a letter with why a reader does not see it, if so. */
export function judgeGlyph(state: GraphicsState, drawn: DrawnGlyph): Glyph {
  const hidden = findReason(state, drawn);
  return hidden === undefined ? drawn.glyph : { ...drawn.glyph, hidden };
}

/**
 * Returns why a reader does not see a letter, or undefined. In doubt it is seen: on pictures and patterns, under masks,
 * and in fonts with their own colours.
 */
function findReason(state: GraphicsState, { glyph, areas, isDrawing }: DrawnGlyph): HiddenReason | undefined {
  if (state.mode === MODES.invisible) return "not-shown";
  // Letters that only clip let what is painted next show through, such as a picture.
  if (state.mode === MODES.clipping) return undefined;
  if (!isInClip(state.clip, glyph)) return "outside";
  const paints = isDrawing ? [{ colour: undefined, opacity: state.fillOpacity }] : paintsOf(state);
  const shown = paints
    .map(({ colour, opacity }) => ({ colour, opacity: opacity * state.groupOpacity * (colour?.opacity ?? 1) }))
    .filter(({ opacity }) => opacity >= MIN_OPACITY);
  if (shown.length === 0) return "transparent";
  if (state.hasBlendMode || state.hasMask || shown.every((paint) => isSeenEverywhere(paint, areas))) return undefined;
  const background = areas.colourAt([glyph.centreX, glyph.centreY]);
  const isAlike = (paint: Paint) => background !== undefined && looksLike(paint, background);
  return shown.every(isAlike) ? "same-colour" : undefined;
}

/**
 * Tests whether a colour differs from all colours of areas. Most letters are black on white, so
 * no place is looked up for them.
 */
function isSeenEverywhere(paint: Paint, { colours }: Areas): boolean {
  return !colours.some((background) => looksLike(paint, background));
}

function looksLike({ colour, opacity }: Paint, background: Colour): boolean {
  return colour !== undefined && looksAlike(mix(colour, background, opacity), background);
}

function isInClip({ left, bottom, right, top }: Area, { centreX, centreY }: Glyph): boolean {
  const isInside = centreX >= left - CLIP_MARGIN && centreX <= right + CLIP_MARGIN;
  return isInside && centreY >= bottom - CLIP_MARGIN && centreY <= top + CLIP_MARGIN;
}

interface Paint {
  readonly colour: Colour | undefined;
  readonly opacity: number;
}

function paintsOf({ mode, fill, stroke, fillOpacity, strokeOpacity }: GraphicsState): readonly Paint[] {
  const shape = mode % (MODES.invisible + 1);
  const filled = { colour: fill, opacity: fillOpacity };
  const stroked = { colour: stroke, opacity: strokeOpacity };
  if (shape === MODES.filledAndStroked) return [filled, stroked];
  return shape === MODES.stroked ? [stroked] : [filled];
}

/** Returns the colour that is seen where one colour is painted on the other. */
function mix(colour: Colour, background: Colour, opacity: number): Colour {
  const [red, green, blue] = colour.channels;
  const [underRed, underGreen, underBlue] = background.channels;
  const blend = (over: number, under: number) => over * opacity + under * (1 - opacity);
  return { channels: [blend(red, underRed), blend(green, underGreen), blend(blue, underBlue)], opacity: 1 };
}
