import type { Colour } from "../../hidden/read-colour.ts";
import type { Matrix } from "../matrix.ts";
import { type Area, EVERYWHERE } from "./boxes.ts";

/** State of drawing that decides how text and areas look. PDF saves and restores it as a whole. */
export interface GraphicsState {
  readonly matrix: Matrix;
  /** Colours of areas and of lines. Undefined for patterns. */
  readonly fill: Colour | undefined;
  readonly stroke: Colour | undefined;
  /** Opacities from 0 to 1. */
  readonly fillOpacity: number;
  readonly strokeOpacity: number;
  /** Opacity of the group that is drawn. */
  readonly groupOpacity: number;
  /** True if the colours below count for what a reader sees. */
  readonly hasBlendMode: boolean;
  /** True if a mask decides what is seen. */
  readonly hasMask: boolean;
  /** True while a mask is drawn, which is not seen itself. */
  readonly isMask: boolean;
  readonly lineWidth: number;
  readonly clip: Area;
  /** True if the clip has another shape than its box. */
  readonly isClipShaped: boolean;
  readonly font: string | undefined;
  readonly fontSize: number;
  readonly mode: number;
  /** Factor of the width of letters. */
  readonly stretch: number;
  readonly characterSpacing: number;
  readonly wordSpacing: number;
  readonly rise: number;
  readonly leading: number;
}

const BLACK: Colour = { channels: [0, 0, 0], opacity: 1 };

export const INITIAL_STATE: GraphicsState = {
  matrix: [1, 0, 0, 1, 0, 0],
  fill: BLACK,
  stroke: BLACK,
  fillOpacity: 1,
  strokeOpacity: 1,
  groupOpacity: 1,
  hasBlendMode: false,
  hasMask: false,
  isMask: false,
  lineWidth: 1,
  clip: EVERYWHERE,
  isClipShaped: false,
  font: undefined,
  fontSize: 0,
  mode: 0,
  stretch: 1,
  characterSpacing: 0,
  wordSpacing: 0,
  rise: 0,
  leading: 0,
};
