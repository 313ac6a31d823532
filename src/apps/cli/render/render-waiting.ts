import type { AddReport } from "../../../core/index.ts";
import { count } from "./render-counts.ts";

/** Describes the work left for `lydian embed`; empty if there is none. */
export function renderWaiting({
  chunksWithoutVectors,
  documentsToRechunk,
}: Pick<AddReport, "chunksWithoutVectors" | "documentsToRechunk">): string {
  const parts = [
    ...(chunksWithoutVectors === 0 ? [] : [`${count(chunksWithoutVectors, "chunk")} without vectors`]),
    ...(documentsToRechunk === 0 ? [] : [`${count(documentsToRechunk, "document")} to rechunk`]),
  ];
  return parts.length === 0 ? "" : `${parts.join(", ")} (run lydian embed)`;
}
