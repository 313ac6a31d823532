import { type Matrix, multiply } from "../matrix.ts";
import { readShapes, type Shape } from "../read-shapes.ts";
import { createAreas, isUprightRectangle } from "./areas.ts";
import { areaAround, intersect, transformArea, widen } from "./boxes.ts";
import { type Glyph, showTextOfPictures } from "./glyph.ts";
import { type GraphicsState, INITIAL_STATE } from "./graphics-state.ts";
import { judgeGlyph } from "./judge-glyph.ts";
import { isFormatMark, readLetters } from "./letters.ts";

/** The letters of a page, in the order in which they are drawn. White space is none. */
export interface Drawing {
  readonly glyphs: readonly Glyph[];
}

/** A page while it is drawn. Nothing is painted; it only remembers what was where. */
export interface Canvas {
  state: GraphicsState;
  readonly change: (part: Partial<GraphicsState>) => void;
  readonly clipToBox: (box: readonly number[]) => void;
  readonly clipNextPath: () => void;
  readonly paintPath: (path: readonly number[], paint: PathPaint) => void;
  readonly shade: () => void;
  /**
   * Adds the place where a picture may be. PDF.js gives none, since pictures are not decoded, but it gives their
   * matrix.
   */
  readonly addPicture: () => void;
  readonly setTextMatrix: (matrix: Matrix) => void;
  readonly moveText: (x: number, y: number) => void;
  readonly showText: (glyphs: readonly unknown[]) => void;
  readonly finish: () => Drawing;
}

export interface PathPaint {
  readonly isFilled: boolean;
  readonly isStroked: boolean;
}

/** Properties of a font, as PDF.js gives them, that decide where letters are drawn. */
interface Font {
  readonly fontMatrix?: readonly number[];
  readonly vertical?: boolean;
  readonly isType3Font?: boolean;
  readonly defaultVMetrics?: readonly number[];
}

/** A letter as PDF.js gives it. Widths are thousandths of the font's size. */
interface ShownGlyph {
  readonly unicode: string;
  readonly width: number;
  readonly isSpace?: boolean;
  readonly vmetric?: readonly number[];
}

/** Width of a line that may be the background of text, in points. */
const MIN_BAND_WIDTH = 3;
/** Factor of widths in fonts without a matrix. */
const DEFAULT_FONT_SCALE = 0.001;
/** Height of a letter's middle above its base line, in font sizes. */
const MIDDLE = 0.3;

export function createCanvas(fontOf: (name: string) => Font): Canvas {
  const areas = createAreas();
  const glyphs: Glyph[] = [];
  let textMatrix = INITIAL_STATE.matrix;
  let lineMatrix = INITIAL_STATE.matrix;
  let isClipPending = false;
  const canvas: Canvas = {
    state: INITIAL_STATE,
    change: (part) => {
      canvas.state = { ...canvas.state, ...part };
    },
    clipToBox: ([left, bottom, right, top]) => {
      if (left === undefined || bottom === undefined || right === undefined || top === undefined) return;
      const { matrix, clip } = canvas.state;
      canvas.change({ clip: intersect(clip, transformArea(matrix, [left, bottom, right, top])) });
    },
    clipNextPath: () => {
      isClipPending = true;
    },
    paintPath: (path, { isFilled, isStroked }) => {
      const { state } = canvas;
      const shapes = readShapes(path, state.matrix);
      if (isFilled) areas.addFilled(shapes, state);
      const width = state.lineWidth * Math.hypot(state.matrix[0], state.matrix[1]);
      if (isStroked && width >= MIN_BAND_WIDTH)
        for (const { points } of shapes) areas.addUnknown(widen(areaAround(points), width / 2));
      if (isClipPending) canvas.change(clipBy(state, shapes));
      isClipPending = false;
    },
    shade: () => areas.addUnknown(canvas.state.clip),
    addPicture: () => {
      const picture = intersect(canvas.state.clip, transformArea(canvas.state.matrix, [0, 0, 1, 1]));
      areas.addPicture(picture);
      areas.addUnknown(picture);
    },
    setTextMatrix: (matrix) => {
      textMatrix = matrix;
      lineMatrix = matrix;
    },
    moveText: (x, y) => canvas.setTextMatrix(multiply(lineMatrix, [1, 0, 0, 1, x, y])),
    showText: (shown) => {
      const { state } = canvas;
      const pen = createPen(state, fontOf(state.font ?? ""), textMatrix);
      for (const item of shown) {
        const glyph = isGlyph(item) && !state.isMask ? pen.draw(item) : undefined;
        if (glyph !== undefined && glyph.letters !== "")
          glyphs.push(judgeGlyph(state, { glyph, areas, isDrawing: pen.isDrawing }));
        pen.move(item);
      }
      textMatrix = multiply(textMatrix, pen.readMove());
    },
    finish: () => ({ glyphs: showTextOfPictures(glyphs, areas.pictures) }),
  };
  return canvas;
}

/** Returns the clip within a path. A path of another shape than an upright rectangle clips to its box or less. */
function clipBy({ clip, isClipShaped }: GraphicsState, shapes: readonly Shape[]): Partial<GraphicsState> {
  const [shape] = shapes;
  const isPlain = shapes.length === 1 && shape !== undefined && isUprightRectangle(shape);
  return {
    clip: intersect(clip, areaAround(shapes.flatMap(({ points }) => points))),
    isClipShaped: isClipShaped || !isPlain,
  };
}

function isGlyph(item: unknown): item is ShownGlyph {
  return typeof item === "object" && item !== null && "unicode" in item && typeof item.unicode === "string";
}

/**
 * Creates a pen that places letters, and moves on after each. It takes no new objects for a move, since a page has
 * thousands.
 */
function createPen(state: GraphicsState, font: Font, textMatrix: Matrix) {
  const [a, b, c, d, e, f] = multiply(state.matrix, textMatrix);
  const { fontSize, stretch, rise, characterSpacing, wordSpacing } = state;
  const scale = (font.fontMatrix?.[0] ?? DEFAULT_FONT_SCALE) * fontSize;
  const isVertical = font.vertical === true;
  const middle = isVertical ? 0 : MIDDLE * fontSize;
  let [x, y] = [0, 0];
  const widthOf = ({ width, vmetric }: ShownGlyph) => (isVertical ? (vmetric?.[0] ?? -width) : width) * scale;
  const draw = (glyph: ShownGlyph): Glyph => {
    const width = widthOf(glyph);
    const [endX, endY] = isVertical ? [x, y + width] : [x + width * stretch, y];
    const [middleX, middleY] = [(x + endX) / 2, (y + endY) / 2 + rise + middle];
    return {
      letters: readLetters(glyph.unicode),
      x: a * x + c * (y + rise) + e,
      y: b * x + d * (y + rise) + f,
      endX: a * endX + c * (endY + rise) + e,
      endY: b * endX + d * (endY + rise) + f,
      centreX: a * middleX + c * middleY + e,
      centreY: b * middleX + d * middleY + f,
      hidden: undefined,
    };
  };
  const move = (item: unknown) => {
    let distance = 0;
    if (typeof item === "number") distance = (-item * fontSize) / 1000;
    else if (isGlyph(item) && !isFormatMark(item.unicode))
      distance = widthOf(item) + characterSpacing + (item.isSpace ? wordSpacing : 0);
    if (isVertical) y += distance;
    else x += distance * stretch;
  };
  return { draw, move, readMove: (): Matrix => [1, 0, 0, 1, x, y], isDrawing: font.isType3Font === true };
}
