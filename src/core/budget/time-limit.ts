import { MEGABYTE_BYTES } from "./megabyte.ts";

/** Size of a file in bytes, or of a text in UTF-16 code units, that has to be read within one time limit. */
const SIZE_PER_LIMIT = 16 * MEGABYTE_BYTES;

/**
 * Returns the maximum time for loading a file or chunking a text of this size: the limit once for every 16 MiB or part
 * thereof. A file without an end is stopped, while an honest large one has the time that its size takes.
 */
export function timeLimitFor(size: number, limitMs: number): number {
  return limitMs * Math.max(1, Math.ceil(size / SIZE_PER_LIMIT));
}
