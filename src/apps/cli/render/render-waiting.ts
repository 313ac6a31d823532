import type { AddReport } from "../../../core/index.ts";
import { count } from "./render-counts.ts";

/** What `lydian embed` would still do; empty if there is nothing. */
export function renderWaiting({
  chunksWithoutVectors,
  documentsToRechunk,
}: Pick<AddReport, "chunksWithoutVectors" | "documentsToRechunk">): string {
  const parts = [
    ...(chunksWithoutVectors === 0 ? [] : [`${count(chunksWithoutVectors, "chunk")} without vectors`]),
    ...(documentsToRechunk === 0 ? [] : [`${count(documentsToRechunk, "document")} to be cut again`]),
  ];
  return parts.length === 0 ? "" : `${parts.join(", ")} (lydian embed)`;
}
