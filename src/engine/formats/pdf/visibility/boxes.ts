import type { Matrix } from "../matrix.ts";
import type { Point } from "../read-shapes.ts";

/** A box in the coordinates of the page, which grow upwards. */
export interface Area {
  readonly left: number;
  readonly bottom: number;
  readonly right: number;
  readonly top: number;
}

export const EVERYWHERE: Area = {
  left: Number.NEGATIVE_INFINITY,
  bottom: Number.NEGATIVE_INFINITY,
  right: Number.POSITIVE_INFINITY,
  top: Number.POSITIVE_INFINITY,
};

/** Returns the box around points. */
export function areaAround(points: readonly Point[]): Area {
  let [left, bottom, right, top] = [EVERYWHERE.right, EVERYWHERE.top, EVERYWHERE.left, EVERYWHERE.bottom];
  for (const [x, y] of points) {
    left = Math.min(left, x);
    bottom = Math.min(bottom, y);
    right = Math.max(right, x);
    top = Math.max(top, y);
  }
  return { left, bottom, right, top };
}

export function intersect(one: Area, other: Area): Area {
  return {
    left: Math.max(one.left, other.left),
    bottom: Math.max(one.bottom, other.bottom),
    right: Math.min(one.right, other.right),
    top: Math.min(one.top, other.top),
  };
}

/** Returns whether a point is in an area, or within a distance of it. */
export function contains({ left, bottom, right, top }: Area, [x, y]: Point, distance = 0): boolean {
  return x >= left - distance && x <= right + distance && y >= bottom - distance && y <= top + distance;
}

/** Returns the smaller side of an area. It is negative if the area is empty. */
export function smallerSide({ left, bottom, right, top }: Area): number {
  return Math.min(right - left, top - bottom);
}

export function widen({ left, bottom, right, top }: Area, distance: number): Area {
  return { left: left - distance, bottom: bottom - distance, right: right + distance, top: top + distance };
}

function transformPoint([a, b, c, d, e, f]: Matrix, x: number, y: number): Point {
  return [a * x + c * y + e, b * x + d * y + f];
}

/** Returns the box of the corners of a rectangle after a transform. */
export function transformArea(
  matrix: Matrix,
  [left, bottom, right, top]: readonly [number, number, number, number],
): Area {
  return areaAround([
    transformPoint(matrix, left, bottom),
    transformPoint(matrix, right, bottom),
    transformPoint(matrix, left, top),
    transformPoint(matrix, right, top),
  ]);
}
