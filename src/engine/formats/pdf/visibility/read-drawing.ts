import { getResolvedPDFJS } from "unpdf";
import { readColour } from "../../hidden/read-colour.ts";
import { type Matrix, multiply, toMatrix } from "../matrix.ts";
import type { PdfPage } from "../open-pdf.ts";
import { type Canvas, createCanvas, type Drawing } from "./create-canvas.ts";
import { type GraphicsState, INITIAL_STATE } from "./graphics-state.ts";

type Operators = Awaited<ReturnType<typeof getResolvedPDFJS>>["OPS"];
type Handler = (values: readonly unknown[]) => void;
type Handlers = readonly (readonly [operator: number, handler: Handler])[];

/** Reads what a page draws: its letters, and which of them a reader does not see. */
export async function readDrawing(page: PdfPage): Promise<Drawing> {
  const { OPS } = await getResolvedPDFJS();
  const { fnArray, argsArray } = await page.getOperatorList({ annotationMode: 0 });
  const canvas = createCanvas((font) => readFont(page, font));
  const handlers = new Map([
    ...createStateHandlers(OPS, canvas),
    ...createColourHandlers(OPS, canvas),
    ...createPathHandlers(OPS, canvas),
    ...createTextHandlers(OPS, canvas),
  ]);
  for (const [index, operator] of fnArray.entries()) {
    const values: unknown = argsArray[index];
    handlers.get(operator)?.(Array.isArray(values) ? values : []);
  }
  return canvas.finish();
}

/** Returns what PDF.js knows of a font. */
function readFont(page: PdfPage, font: string): object {
  const object: unknown = page.commonObjs.has(font) ? page.commonObjs.get(font) : undefined;
  return typeof object === "object" && object !== null ? object : {};
}

function createStateHandlers(OPS: Operators, canvas: Canvas): Handlers {
  const saved: GraphicsState[] = [];
  const save = () => saved.push(canvas.state);
  const restore = () => {
    canvas.state = saved.pop() ?? INITIAL_STATE;
  };
  const transform = (matrix: Matrix) => canvas.change({ matrix: multiply(canvas.state.matrix, matrix) });
  const beginForm: Handler = ([matrix, box]) => {
    save();
    transform(toMatrix(toNumbers(matrix)));
    canvas.clipToBox(toNumbers(box));
  };
  const beginGroup: Handler = ([options]) => {
    save();
    const isMask = typeof options === "object" && options !== null && "smask" in options && Boolean(options.smask);
    const { state } = canvas;
    canvas.change({ groupOpacity: state.groupOpacity * state.fillOpacity, fillOpacity: 1, strokeOpacity: 1 });
    if (isMask) canvas.change({ isMask });
  };
  return [
    [OPS.save, save],
    [OPS.restore, restore],
    [OPS.paintFormXObjectBegin, beginForm],
    [OPS.paintFormXObjectEnd, restore],
    [OPS.beginGroup, beginGroup],
    [OPS.endGroup, restore],
    [
      OPS.transform,
      (values) => {
        transform(toMatrix(toNumbers(values)));
        canvas.addPicture();
      },
    ],
    [OPS.setLineWidth, ([width]) => canvas.change({ lineWidth: toNumber(width, 1) })],
    [
      OPS.setGState,
      ([pairs]) => {
        for (const pair of Array.isArray(pairs) ? pairs : [])
          if (Array.isArray(pair)) setNamed(canvas, pair[0], pair[1]);
      },
    ],
  ];
}

/** Applies an entry of a named graphics state. */
function setNamed(canvas: Canvas, key: unknown, value: unknown): void {
  if (key === "ca") canvas.change({ fillOpacity: toNumber(value, 1) });
  else if (key === "CA") canvas.change({ strokeOpacity: toNumber(value, 1) });
  else if (key === "LW") canvas.change({ lineWidth: toNumber(value, 1) });
  else if (key === "Font" && Array.isArray(value))
    canvas.change({ font: toText(value[0]), fontSize: toNumber(value[1], 0) });
  else if (key === "BM") canvas.change({ hasBlendMode: value !== "source-over" });
  else if (key === "SMask") canvas.change({ hasMask: value !== false });
}

function createColourHandlers(OPS: Operators, { change }: Canvas): Handlers {
  const transparent = readColour("transparent");
  return [
    [OPS.setFillRGBColor, ([colour]) => change({ fill: readColour(toText(colour) ?? "") })],
    [OPS.setStrokeRGBColor, ([colour]) => change({ stroke: readColour(toText(colour) ?? "") })],
    [OPS.setFillColorSpace, () => change({ fill: INITIAL_STATE.fill })],
    [OPS.setStrokeColorSpace, () => change({ stroke: INITIAL_STATE.stroke })],
    [OPS.setFillColorN, () => change({ fill: undefined })],
    [OPS.setStrokeColorN, () => change({ stroke: undefined })],
    [OPS.setFillTransparent, () => change({ fill: transparent })],
    [OPS.setStrokeTransparent, () => change({ stroke: transparent })],
  ];
}

function createPathHandlers(OPS: Operators, canvas: Canvas): Handlers {
  const both = [OPS.fillStroke, OPS.eoFillStroke, OPS.closeFillStroke, OPS.closeEOFillStroke];
  const filling = new Set([OPS.fill, OPS.eoFill, ...both]);
  const stroking = new Set([OPS.stroke, OPS.closeStroke, ...both]);
  const paintPath: Handler = ([operator, path]) => {
    const number = toNumber(operator, OPS.endPath);
    canvas.paintPath(toNumbers(Array.isArray(path) ? path[0] : path), {
      isFilled: filling.has(number),
      isStroked: stroking.has(number),
    });
  };
  return [
    [OPS.constructPath, paintPath],
    [OPS.clip, canvas.clipNextPath],
    [OPS.eoClip, canvas.clipNextPath],
    [OPS.shadingFill, canvas.shade],
  ];
}

function createTextHandlers(OPS: Operators, canvas: Canvas): Handlers {
  const { change, moveText } = canvas;
  const setMatrix: Handler = (values) => {
    const [first] = values;
    canvas.setTextMatrix(toMatrix(toNumbers(typeof first === "number" ? values : first)));
  };
  const moveWithLeading: Handler = ([x, y]) => {
    change({ leading: -toNumber(y, 0) });
    moveText(toNumber(x, 0), toNumber(y, 0));
  };
  return [
    [OPS.beginText, () => canvas.setTextMatrix(INITIAL_STATE.matrix)],
    [OPS.setTextMatrix, setMatrix],
    [OPS.moveText, ([x, y]) => moveText(toNumber(x, 0), toNumber(y, 0))],
    [OPS.setLeadingMoveText, moveWithLeading],
    [OPS.nextLine, () => moveText(0, -canvas.state.leading)],
    [OPS.setFont, ([font, size]) => change({ font: toText(font), fontSize: toNumber(size, 0) })],
    [OPS.setTextRenderingMode, ([mode]) => change({ mode: toNumber(mode, 0) })],
    [OPS.setHScale, ([percent]) => change({ stretch: toNumber(percent, 100) / 100 })],
    [OPS.setCharSpacing, ([spacing]) => change({ characterSpacing: toNumber(spacing, 0) })],
    [OPS.setWordSpacing, ([spacing]) => change({ wordSpacing: toNumber(spacing, 0) })],
    [OPS.setTextRise, ([rise]) => change({ rise: toNumber(rise, 0) })],
    [OPS.setLeading, ([leading]) => change({ leading: toNumber(leading, 0) })],
    [OPS.showText, ([glyphs]) => canvas.showText(Array.isArray(glyphs) ? glyphs : [])],
  ];
}

function toNumber(value: unknown, otherwise: number): number {
  return typeof value === "number" && Number.isFinite(value) ? value : otherwise;
}

function toNumbers(values: unknown): readonly number[] {
  return values instanceof Float32Array || Array.isArray(values) ? Array.from(values, Number) : [];
}

function toText(value: unknown): string | undefined {
  return typeof value === "string" ? value : undefined;
}
