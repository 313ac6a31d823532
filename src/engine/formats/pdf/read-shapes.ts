import { append } from "../../../core/index.ts";
import type { Matrix } from "./matrix.ts";

export type Point = readonly [number, number];

/** A shape of a path, closed or not. */
export interface Shape {
  /** Its corners, and the points that control its curves. A closed shape ends where it started. */
  readonly points: readonly Point[];
  readonly hasCurve: boolean;
}

/** Commands within a path of PDF.js, and the number of numbers after each. */
const PATH = { move: 0, line: 1, curve: 2, quadratic: 3, close: 4 } as const;
const NUMBERS_AFTER = [2, 2, 6, 4, 0];

/** Reads the shapes of a path, transformed by a matrix. */
export function readShapes(path: readonly number[], matrix: Matrix): readonly Shape[] {
  const shapes: { points: Point[]; hasCurve: boolean }[] = [];
  for (let index = 0; index < path.length; ) {
    const command = path[index] ?? PATH.close;
    const length = NUMBERS_AFTER[command] ?? 0;
    const points = readPoints(path.slice(index + 1, index + 1 + length), matrix);
    const shape = command === PATH.move ? undefined : shapes.at(-1);
    if (shape === undefined) shapes.push({ points, hasCurve: false });
    else {
      append(shape.points, command === PATH.close ? shape.points.slice(0, 1) : points);
      shape.hasCurve ||= command === PATH.curve || command === PATH.quadratic;
    }
    index += 1 + length;
  }
  return shapes.filter(({ points }) => points.length > 0);
}

function readPoints(numbers: readonly number[], [a, b, c, d, e, f]: Matrix): Point[] {
  const points: Point[] = [];
  for (let at = 0; at + 1 < numbers.length; at += 2) {
    const [x, y] = [numbers[at] ?? 0, numbers[at + 1] ?? 0];
    points.push([a * x + c * y + e, b * x + d * y + f]);
  }
  return points;
}
