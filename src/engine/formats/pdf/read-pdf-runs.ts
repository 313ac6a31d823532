import { type Box, findMax, findMin } from "../../../core/index.ts";
import { normalizeText } from "../../text/index.ts";
import type { HiddenPart } from "../hidden/warn-of-hidden-text.ts";
import { type Matrix, multiply, toMatrix } from "./matrix.ts";
import type { PdfPage } from "./open-pdf.ts";
import { dropHiddenItems, type TextItem } from "./visibility/drop-hidden-items.ts";
import { readDrawing } from "./visibility/read-drawing.ts";

type Styles = Awaited<ReturnType<PdfPage["getTextContent"]>>["styles"];

/** Text that was drawn by one command, with its place. */
export interface Run {
  /** Text in NFC, without line ends; never blank. */
  readonly text: string;
  /** Box on the page as it is shown. */
  readonly box: Box;
  /** Direction of the text on the page as it is shown: clockwise, in degrees from 0 to 359. */
  readonly angle: number;
  /** Start along the direction of the text, in points. */
  readonly start: number;
  readonly end: number;
  /** Position of the base line across the direction of the text, in points, growing from line to line. */
  readonly baseline: number;
  readonly fontSize: number;
  readonly isRightToLeft: boolean;
  /** True if white space was drawn before it. */
  readonly isSpaced: boolean;
  /** Name of the font within the document. */
  readonly font?: string;
  readonly isBold?: boolean;
  /** Kind of content that is not drawn on the page: a form field with its value, or a comment. */
  readonly kind?: "field" | "note";
}

/** Characters for codes that a font does not map. */
const CONTROLS = /\p{Cc}/gu;
/** Dots that lead the eye across a line. */
const LEADERS = /(?:[.·…_] ?){5,10000}/g;

interface Sheet {
  readonly transform: Matrix;
  readonly width: number;
  readonly height: number;
}

/** Text of a page, and the parts that were left out since a reader does not see them. */
export interface DrawnText {
  readonly runs: readonly Run[];
  readonly hidden: readonly HiddenPart[];
}

/** Largest size of letters that nobody can read, in points. */
const MAX_TINY_POINTS = 1.5;

/**
 * Reads the runs of a page in the order in which they were drawn. Text outside of the page and tiny text are left out.
 *
 * @param isSuspect  whether the page is also drawn, to leave out text that is invisible on it; takes as long again
 */
export async function readRuns(page: PdfPage, isSuspect: boolean): Promise<DrawnText> {
  const viewport = page.getViewport({ scale: 1 });
  const sheet = { transform: toMatrix(viewport.transform), width: viewport.width, height: viewport.height };
  const { items, styles } = await page.getTextContent();
  const texts = items.filter((item) => "str" in item);
  const drawn = isSuspect ? dropHiddenItems(texts, (await readDrawing(page)).glyphs) : { items: texts, hidden: [] };
  const runs: Run[] = [];
  const hidden = [...drawn.hidden];
  let isSpaced = true;
  for (const item of drawn.items) {
    const run = toRun(item, sheet, styles[item.fontName], isSpaced || /^\s/.test(item.str));
    if (run === "tiny") hidden.push({ reason: "tiny", text: item.str });
    else if (run !== undefined) runs.push(run);
    isSpaced = item.hasEOL || /\s$/.test(item.str) || (isSpaced && typeof run !== "object");
  }
  return { runs, hidden: joinByReason(hidden, `page ${page.pageNumber}`) };
}

/** Joins the hidden texts of a page into one part for each reason. */
function joinByReason(parts: readonly HiddenPart[], place: string): readonly HiddenPart[] {
  const texts = new Map<HiddenPart["reason"], string[]>();
  for (const { reason, text } of parts) texts.set(reason, [...(texts.get(reason) ?? []), text]);
  return Array.from(texts, ([reason, pieces]) => ({ reason, text: pieces.join(" "), place }));
}

/** Returns the run of an item, `tiny` if nobody can read it, or undefined if there is nothing on the page. */
function toRun(
  item: TextItem,
  sheet: Sheet,
  style: Styles[string] | undefined,
  isSpaced: boolean,
): Run | "tiny" | undefined {
  const text = normalizeText(
    item.str
      .replaceAll(/[\s\u00A0]+/g, " ")
      .replaceAll(LEADERS, " ")
      .replaceAll(CONTROLS, "\uFFFD")
      .trim(),
  );
  const matrix = multiply(sheet.transform, toMatrix(item.transform));
  const fontSize = Math.hypot(matrix[2], matrix[3]);
  if (text === "" || !Number.isFinite(fontSize)) return undefined;
  if (Math.min(fontSize, Math.hypot(matrix[0], matrix[1])) <= MAX_TINY_POINTS) return "tiny";
  const isVertical = item.dir === "ttb";
  const length = isVertical ? item.height : item.width;
  const [x, y] = isVertical ? [0, 1] : unit(matrix[0], matrix[1]);
  const [originX, originY] = [matrix[4], matrix[5]];
  const start = originX * x + originY * y;
  const box = toBox(
    [originX, originY],
    [x * length, y * length],
    unit(matrix[2], matrix[3]).map((part) => part * fontSize * bound(style?.ascent, 0.5, 1.2, 0.8)),
    unit(matrix[2], matrix[3]).map((part) => part * fontSize * bound(style?.descent, -0.5, 0, -0.2)),
  );
  const visible = clip(box, sheet);
  if (visible === undefined) return undefined;
  return {
    text,
    box: visible,
    angle: (Math.round((Math.atan2(y, x) * 180) / Math.PI) + 360) % 360,
    start,
    end: start + length,
    baseline: originY * x - originX * y,
    fontSize,
    isRightToLeft: item.dir === "rtl",
    isSpaced,
    font: item.fontName,
  };
}

function unit(x: number, y: number): readonly [number, number] {
  const length = Math.hypot(x, y);
  return length === 0 ? [1, 0] : [x / length, y / length];
}

function bound(value: number | undefined, min: number, max: number, otherwise: number): number {
  if (value === undefined || !Number.isFinite(value) || value === 0) return otherwise;
  return Math.min(max, Math.max(min, value));
}

function toBox(
  corner: readonly number[],
  along: readonly number[],
  up: readonly number[],
  down: readonly number[],
): Box {
  const at = (axis: number, side: readonly number[], length: number) =>
    (corner[axis] ?? 0) + (side[axis] ?? 0) + length * (along[axis] ?? 0);
  const xs = [at(0, up, 0), at(0, up, 1), at(0, down, 0), at(0, down, 1)];
  const ys = [at(1, up, 0), at(1, up, 1), at(1, down, 0), at(1, down, 1)];
  const [x, y] = [findMin(xs), findMin(ys)];
  return { x, y, width: findMax(xs) - x, height: findMax(ys) - y };
}

/** Returns the part of a box that is on the page, to a hundredth of a point. */
function clip(box: Box, sheet: Sheet): Box | undefined {
  const x = Math.max(0, box.x);
  const y = Math.max(0, box.y);
  const width = Math.min(sheet.width, box.x + box.width) - x;
  const height = Math.min(sheet.height, box.y + box.height) - y;
  if (!(width > 0 && height > 0)) return undefined;
  return { x: round(x), y: round(y), width: round(width), height: round(height) };
}

function round(value: number): number {
  return Math.floor(value * 100) / 100;
}
