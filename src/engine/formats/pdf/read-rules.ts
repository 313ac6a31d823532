import { getResolvedPDFJS } from "unpdf";
import { append, findMax, findMin } from "../../../core/index.ts";
import { type Matrix, multiply, toMatrix } from "./matrix.ts";
import type { PdfPage } from "./open-pdf.ts";
import { type Point, readShapes } from "./read-shapes.ts";

/** A straight line parallel to an edge of the page as it is shown, in points from its top left. */
export interface Rule {
  readonly isHorizontal: boolean;
  /** Position of the line: y if it is horizontal, x if it is vertical. */
  readonly position: number;
  readonly from: number;
  readonly to: number;
}

type OperatorList = Awaited<ReturnType<PdfPage["getOperatorList"]>>;
type Operators = Awaited<ReturnType<typeof getResolvedPDFJS>>["OPS"];

/** Thickness, in points, below which a filled shape is a line. */
const MIN_AREA_THICKNESS = 3;
const MIN_RULE_LENGTH = 4;
/** Maximum number of lines in tables. A page with more has drawings. */
const MAX_RULES = 5000;

/** Reads the ruling lines of a page: strokes, thin filled shapes, and the edges of rectangles. */
export async function readRules(page: PdfPage): Promise<readonly Rule[]> {
  const { OPS } = await getResolvedPDFJS();
  const list = await page.getOperatorList({ annotationMode: 0 });
  const outer = toMatrix(page.getViewport({ scale: 1 }).transform);
  return collectRules(list, outer, OPS);
}

function collectRules({ fnArray, argsArray }: OperatorList, outer: Matrix, operators: Operators): readonly Rule[] {
  const rules: Rule[] = [];
  const applyOperator = createMatrixStack(outer, operators);
  for (const [index, operator] of fnArray.entries()) {
    if (rules.length > MAX_RULES) return [];
    const values: unknown = argsArray[index];
    const matrix = applyOperator(operator, values);
    if (operator === operators.constructPath) append(rules, readPath(values, matrix, operators));
  }
  return rules;
}

/** Creates a function that applies the operators of a page, in order, and returns the matrix after each. */
function createMatrixStack(outer: Matrix, operators: Operators): (operator: number, values: unknown) => Matrix {
  const saved: Matrix[] = [];
  let matrix = outer;
  return (operator, values) => {
    switch (operator) {
      case operators.save:
        saved.push(matrix);
        break;
      case operators.paintFormXObjectBegin:
        saved.push(matrix);
        if (Array.isArray(values) && values[0]) matrix = multiply(matrix, toMatrix(numbers(values[0])));
        break;
      case operators.restore:
      case operators.paintFormXObjectEnd:
        matrix = saved.pop() ?? outer;
        break;
      case operators.transform:
        matrix = multiply(matrix, toMatrix(numbers(values)));
        break;
    }
    return matrix;
  };
}

/** Reads the lines of a path that is painted. */
function readPath(values: unknown, matrix: Matrix, operators: Operators): readonly Rule[] {
  if (!Array.isArray(values) || values[0] === operators.endPath) return [];
  const path: unknown = Array.isArray(values[1]) ? values[1][0] : undefined;
  return pathRules(numbers(path), matrix, isStroke(values[0], operators));
}

function isStroke(operator: unknown, operators: Operators): boolean {
  return operator === operators.stroke || operator === operators.closeStroke;
}

function numbers(values: unknown): readonly number[] {
  if (values instanceof Float32Array || Array.isArray(values)) return Array.from(values, Number);
  return [];
}

function pathRules(path: readonly number[], matrix: Matrix, isStroked: boolean): readonly Rule[] {
  const shapes = readShapes(path, matrix);
  const curved = shapes.findIndex(({ hasCurve }) => hasCurve);
  // What follows a curve in the same path is a drawing, too.
  return shapes.slice(0, curved < 0 ? undefined : curved).flatMap(({ points }) => {
    if (points.length < 2) return [];
    const xs = points.map(([x]) => x);
    const ys = points.map(([, y]) => y);
    const [left, right] = [findMin(xs), findMax(xs)];
    const [top, bottom] = [findMin(ys), findMax(ys)];
    const middle = { x: (left + right) / 2, y: (top + bottom) / 2 };
    if (bottom - top <= MIN_AREA_THICKNESS && right - left > bottom - top)
      return toRule("horizontal", middle.y, [left, right]);
    if (right - left <= MIN_AREA_THICKNESS) return toRule("vertical", middle.x, [top, bottom]);
    const edges = points.flatMap((point, index) => toEdge(point, points[index + 1]));
    // A filled triangle or letter has edges too; only rectangles divide a page into cells.
    return isStroked || edges.length >= 4 ? edges : [];
  });
}

function toEdge([x, y]: Point, next: Point | undefined): readonly Rule[] {
  if (next === undefined) return [];
  const [nextX, nextY] = next;
  if (Math.abs(nextY - y) <= 1) return toRule("horizontal", (y + nextY) / 2, [x, nextX]);
  if (Math.abs(nextX - x) <= 1) return toRule("vertical", (x + nextX) / 2, [y, nextY]);
  return [];
}

function toRule(direction: "horizontal" | "vertical", position: number, ends: readonly number[]): readonly Rule[] {
  const [from, to] = [findMin(ends), findMax(ends)];
  return to - from < MIN_RULE_LENGTH ? [] : [{ isHorizontal: direction === "horizontal", position, from, to }];
}
