import { type Colour, MIN_OPACITY, WHITE } from "../../hidden/read-colour.ts";
import type { Point, Shape } from "../read-shapes.ts";
import { type Area, areaAround, contains, intersect, smallerSide } from "./boxes.ts";
import type { GraphicsState } from "./graphics-state.ts";

/** Areas painted on a page so far. Letters are none. */
export interface Areas {
  /** Places of pictures and of shapes with curves, which may be letters drawn as lines. */
  readonly pictures: readonly Area[];
  /** Known colours of areas, with that of the page. */
  readonly colours: readonly Colour[];
  readonly addFilled: (shapes: readonly Shape[], state: GraphicsState) => void;
  /** Adds an area whose colours are not known, such as a picture. */
  readonly addUnknown: (area: Area) => void;
  readonly addPicture: (area: Area) => void;
  /** Returns the colour under a point, or undefined if it is not known. */
  readonly colourAt: (point: Point) => Colour | undefined;
}

interface PaintedArea {
  readonly area: Area;
  readonly colour: Colour | undefined;
}

/**
 * Maximum number of areas and pictures of a page. With more, no background is known, and no text is compared with it.
 */
const MAX_AREAS = 5000;
/**
 * Maximum number of shapes of a path whose overlap is looked at. Where shapes overlap, one may be a hole in the other.
 */
const MAX_SHAPES = 50;
/** Smallest side of a picture that can have text, in points. */
const MIN_PICTURE = 4;
/** Minimum opacity of an area that hides anything under it. */
const MIN_OPAQUE = 0.99;
/** Largest deviation of the sides of an upright rectangle, in points. */
const MAX_SKEW = 0.5;

export function createAreas(): Areas {
  const painted: PaintedArea[] = [];
  const pictures: Area[] = [];
  const colours: Colour[] = [WHITE];
  const addPicture = (area: Area) => {
    if (smallerSide(area) < MIN_PICTURE || pictures.length >= MAX_AREAS) return;
    pictures.push(area);
  };
  const add = (area: Area, colour: Colour | undefined) => {
    if (smallerSide(area) > 0 && painted.length < MAX_AREAS) painted.push({ area, colour });
    if (colour !== undefined && !colours.some((known) => isEqual(known, colour))) colours.push(colour);
  };
  const addFilled: Areas["addFilled"] = (shapes, state) => {
    if (state.isMask || fillOpacityOf(state) < MIN_OPACITY) return;
    const colour = plainColourOf(state, shapes);
    for (const shape of shapes) {
      const area = intersect(areaAround(shape.points), state.clip);
      add(area, isUprightRectangle(shape) ? colour : undefined);
      if (shape.hasCurve) addPicture(area);
    }
  };
  return {
    pictures,
    colours,
    addFilled,
    addPicture,
    addUnknown: (area) => add(area, undefined),
    colourAt: (point) => {
      if (painted.length >= MAX_AREAS) return undefined;
      const last = painted.findLast(({ area }) => contains(area, point));
      return last === undefined ? WHITE : last.colour;
    },
  };
}

function isEqual(left: Colour, right: Colour): boolean {
  return left.channels.every((channel, index) => channel === right.channels[index]);
}

function fillOpacityOf({ fill, fillOpacity, groupOpacity }: GraphicsState): number {
  return (fill?.opacity ?? 1) * fillOpacity * groupOpacity;
}

/** Returns the colour of filled shapes, if what is painted is seen as it is painted. */
function plainColourOf(state: GraphicsState, shapes: readonly Shape[]): Colour | undefined {
  const isChanged = state.hasBlendMode || state.hasMask || state.isClipShaped || fillOpacityOf(state) < MIN_OPAQUE;
  return isChanged || !areApart(shapes) ? undefined : state.fill;
}

function areApart(shapes: readonly Shape[]): boolean {
  if (shapes.length > MAX_SHAPES) return false;
  const boxes = shapes.map(({ points }) => areaAround(points));
  return !boxes.some((box, index) => boxes.slice(index + 1).some((other) => smallerSide(intersect(box, other)) > 0));
}

/** Returns whether a shape is a rectangle along the edges of the page. */
export function isUprightRectangle({ points, hasCurve }: Shape): boolean {
  const [first] = points;
  const last = points.at(-1);
  const isClosed = first !== undefined && last !== undefined && points.length === 5 && isSame(first, last);
  if (hasCurve || !(isClosed || points.length === 4)) return false;
  return points.every(([x, y], index) => {
    const [nextX, nextY] = points[(index + 1) % points.length] ?? [x, y];
    return Math.abs(nextX - x) <= MAX_SKEW || Math.abs(nextY - y) <= MAX_SKEW;
  });
}

function isSame([x, y]: Point, [otherX, otherY]: Point): boolean {
  return Math.abs(x - otherX) <= MAX_SKEW && Math.abs(y - otherY) <= MAX_SKEW;
}
