import type { VectorsAsText } from "../../../src/core/index.ts";
import { type ComputedMap, computeMap, type Step } from "./compute-map.ts";
import { readUnitRows } from "./unit-rows.ts";

/** Request to the worker, sent once. */
export interface MapRequest {
  readonly vectors: VectorsAsText;
  readonly dimensions: number;
  /** Document of each row. */
  readonly documentOf: readonly number[];
}

/** Messages of the worker: progress, then the map. */
export type MapMessage =
  | { readonly type: "progress"; readonly step: Step; readonly share: number }
  | { readonly type: "done"; readonly map: ComputedMap };

const tell = (message: MapMessage): void => postMessage(message);

addEventListener("message", ({ data }: MessageEvent<MapRequest>) => {
  const rows = readUnitRows(data.vectors, data.dimensions);
  const onProgress = (step: Step, share: number): void => tell({ type: "progress", step, share });
  tell({ type: "done", map: computeMap(rows, data.documentOf, onProgress) });
});
