import type { VectorsAsText } from "../../../src/core/index.ts";
import { type ComputedMap, computeMap, type Step } from "./compute-map.ts";
import { readUnitRows } from "./unit-rows.ts";

/** What the worker is told, once. */
export interface MapRequest {
  readonly vectors: VectorsAsText;
  readonly dimensions: number;
  /** By row. */
  readonly documentOf: readonly number[];
}

/** What it tells: how far it is, then the map. */
export type MapMessage =
  | { readonly type: "progress"; readonly step: Step; readonly share: number }
  | { readonly type: "done"; readonly map: ComputedMap };

const tell = (message: MapMessage): void => postMessage(message);

addEventListener("message", ({ data }: MessageEvent<MapRequest>) => {
  const rows = readUnitRows(data.vectors, data.dimensions);
  const onProgress = (step: Step, share: number): void => tell({ type: "progress", step, share });
  tell({ type: "done", map: computeMap(rows, data.documentOf, onProgress) });
});
