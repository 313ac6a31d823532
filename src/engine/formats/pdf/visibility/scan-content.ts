import { type Matrix, multiply, toMatrix } from "../matrix.ts";
import { type Operands, readOperations } from "./read-operations.ts";

/** Red, green and blue from 0 to 1. Undefined for patterns and other colours that cannot be compared. */
type Rgb = readonly [number, number, number];

/** Summary of a content stream, as far as it matters for hidden text. */
export interface ContentScan {
  /** True if it shows text in a way that may be invisible. */
  readonly isSuspect: boolean;
  readonly showsText: boolean;
  /** True if it draws forms or pictures. */
  readonly drawsObjects: boolean;
  /** True if it draws a form or a picture in a state in which text would be invisible. */
  readonly handsOnSuspectState: boolean;
  /** True if it uses a named graphics state, which may make text transparent. */
  readonly usesGraphicsState: boolean;
}

interface State {
  readonly matrix: Matrix;
  readonly fill: Rgb | undefined;
  readonly stroke: Rgb | undefined;
  readonly mode: number;
  /** True if everything is clipped away. */
  readonly isClipped: boolean;
}

const BLACK: Rgb = [0, 0, 0];
const WHITE: Rgb = [1, 1, 1];
const IDENTITY: Matrix = [1, 0, 0, 1, 0, 0];
/**
 * Largest difference of a channel that is suspect. It is above that of hidden text, since CMYK is only converted
 * roughly.
 */
const MAX_DIFFERENCE = 0.12;
/** Smallest side of an area that may be the background of text, in points. */
const MIN_AREA = 4;
/** Smallest side of a clip in which text may be read, in points. */
const MIN_CLIP = 2;
/** Maximum number of colours of areas. With more, each text is suspect. */
const MAX_COLOURS = 64;
const INVISIBLE_MODE = 3;
/** Operators of interest, by what they do. */
const OPERATORS = {
  draw: "m l c v y re",
  show: "Tj TJ ' \"",
  fill: "f F f* B B* b b*",
  paint: "s S n",
  object: "Do",
  clip: "W W*",
  save: "q",
  restore: "Q",
  named: "gs",
  state: "cm Tr g rg k G RG K cs CS sc scn SC SCN",
} as const;
const OPERAND_COUNTS: Readonly<Record<string, number>> = { cm: 6, Tr: 1, g: 1, rg: 3, k: 4, G: 1, RG: 3, K: 4 };
type Kind = keyof typeof OPERATORS;
const kinds = new Map<string, Kind>();
for (const kind of Object.keys(OPERATORS) as Kind[])
  for (const operator of OPERATORS[kind].split(" ")) kinds.set(operator, kind);

/**
 * Tests whether a content stream may hide text: by the invisible mode, in the colour of an area drawn before or of the
 * white page, or by an empty clip. It knows no places, so it only says where a closer look is worth its time.
 *
 * @param hasTints  whether a single number of a colour may be an amount of ink, so that 0 is white
 */
export function scanContent(content: Uint8Array, hasTints: boolean): ContentScan {
  const scan = {
    isSuspect: false,
    showsText: false,
    drawsObjects: false,
    handsOnSuspectState: false,
    usesGraphicsState: false,
  };
  const saved: State[] = [];
  let state: State = { matrix: IDENTITY, fill: BLACK, stroke: BLACK, mode: 0, isClipped: false };
  const areas: Rgb[] = [WHITE];
  const path = createPathBox();
  let clips = false;
  const isHiding = () => state.isClipped || areas.length >= MAX_COLOURS || hides(state, areas);
  const paint = (isFilled: boolean) => {
    const side = path.measure(state.matrix);
    const { fill } = state;
    if (isFilled && side >= MIN_AREA && fill !== undefined && !areas.some((area) => isNear(area, fill)))
      areas.push(fill);
    if (clips) state = { ...state, isClipped: state.isClipped || side < MIN_CLIP };
    clips = false;
    path.clear();
  };
  const handlers: Readonly<Record<Kind, (operator: string, operands: Operands) => void>> = {
    draw: path.add,
    show: () => {
      scan.showsText = true;
      scan.isSuspect ||= isHiding();
    },
    fill: () => paint(true),
    paint: () => paint(false),
    object: () => {
      scan.drawsObjects = true;
      scan.handsOnSuspectState ||= isHiding();
    },
    clip: () => {
      clips = true;
    },
    save: () => saved.push(state),
    restore: () => {
      state = saved.pop() ?? state;
    },
    named: () => {
      scan.usesGraphicsState = true;
    },
    state: (operator, operands) => {
      state = applyOperator(state, operator, operands, hasTints);
    },
  };
  readOperations(content, (operator, operands) => {
    const kind = kinds.get(operator);
    if (kind !== undefined) handlers[kind](operator, operands);
  });
  return scan;
}

function hides({ fill, stroke, mode }: State, areas: readonly Rgb[]): boolean {
  const shape = mode % 4;
  if (shape === INVISIBLE_MODE) return true;
  const isAlike = (colour: Rgb | undefined) => colour !== undefined && areas.some((area) => isNear(area, colour));
  return (shape === 1 || isAlike(fill)) && (shape === 0 || isAlike(stroke));
}

function isNear(left: Rgb, right: Rgb): boolean {
  return left.every((channel, index) => Math.abs(channel - (right[index] ?? 0)) <= MAX_DIFFERENCE);
}

function applyOperator(state: State, operator: string, operands: Operands, hasTints: boolean): State {
  const all = Array.from(operands.values.subarray(0, operands.count));
  // Readers use the last operands, too, if there are more than an operator needs.
  const numbers = all.slice(-(OPERAND_COUNTS[operator] ?? all.length));
  switch (operator) {
    case "cm":
      return { ...state, matrix: multiply(state.matrix, toMatrix(numbers)) };
    case "Tr":
      return { ...state, mode: numbers[0] ?? 0 };
    case "g":
    case "rg":
    case "k":
      return { ...state, fill: toRgb(numbers) };
    case "G":
    case "RG":
    case "K":
      return { ...state, stroke: toRgb(numbers) };
    case "cs":
      return { ...state, fill: BLACK };
    case "CS":
      return { ...state, stroke: BLACK };
    case "sc":
    case "scn":
      return { ...state, fill: toAnyRgb(numbers, hasTints) };
    case "SC":
    case "SCN":
      return { ...state, stroke: toAnyRgb(numbers, hasTints) };
    default:
      return state;
  }
}

function toRgb(numbers: readonly number[]): Rgb | undefined {
  const [a = 0, b = 0, c = 0, d = 0] = numbers;
  if (numbers.length === 1) return [a, a, a];
  if (numbers.length === 3) return [a, b, c];
  return numbers.length === 4 ? [(1 - a) * (1 - d), (1 - b) * (1 - d), (1 - c) * (1 - d)] : undefined;
}

/** Reads a colour of an unknown colour space. A colour that may be white counts as white. */
function toAnyRgb(numbers: readonly number[], hasTints: boolean): Rgb | undefined {
  if (numbers.length === 0 || numbers.some(Number.isNaN)) return undefined;
  const mayBeWhite =
    numbers.some((value) => value > 1 || value < 0) || (hasTints && numbers.every((value) => value <= MAX_DIFFERENCE));
  return mayBeWhite ? WHITE : (toRgb(numbers) ?? WHITE);
}

interface PathBox {
  /** Adds the points of an operator that draws. */
  add(operator: string, operands: Operands): void;
  /** Returns the smaller side of the box after a transform. */
  measure(matrix: Matrix): number;
  clear(): void;
}

/** Creates a collector of the box around a path. Control points of curves count as points. */
function createPathBox(): PathBox {
  let [left, bottom, right, top] = [0, 0, 0, 0];
  const clear = () => {
    [left, bottom] = [Number.POSITIVE_INFINITY, Number.POSITIVE_INFINITY];
    [right, top] = [Number.NEGATIVE_INFINITY, Number.NEGATIVE_INFINITY];
  };
  const addPoint = (x = 0, y = 0) => {
    left = Math.min(left, x);
    right = Math.max(right, x);
    bottom = Math.min(bottom, y);
    top = Math.max(top, y);
  };
  const add: PathBox["add"] = (operator, { values, count }) => {
    if (operator === "re") {
      const [x = 0, y = 0, width = 0, height = 0] = values;
      addPoint(x, y);
      addPoint(x + width, y + height);
    } else for (let at = 0; at + 1 < count; at += 2) addPoint(values[at], values[at + 1]);
  };
  const measure: PathBox["measure"] = ([a, b, c, d]) => {
    const [width, height] = [Math.max(0, right - left), Math.max(0, top - bottom)];
    return Math.min(Math.abs(a) * width + Math.abs(c) * height, Math.abs(b) * width + Math.abs(d) * height);
  };
  clear();
  return { add, measure, clear };
}
