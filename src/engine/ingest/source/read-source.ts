import { createHash } from "node:crypto";
import { setImmediate as nextTurn } from "node:timers/promises";
import { FileTooLargeError } from "../../../core/index.ts";
import type { Source } from "./list-sources.ts";

export interface SourceContent {
  readonly bytes: Uint8Array;
  /** SHA-256 of the bytes, 64 hexadecimal digits. */
  readonly contentHash: string;
}

/** Number of bytes that are hashed in one turn: one or two milliseconds of work. */
const BYTES_IN_A_TURN = 1_048_576;

/**
 * Reads a source's bytes.
 *
 * @throws {FileTooLargeError} over `maxFileBytes`, before a byte is read where the size is known
 * @throws {FileUnreadableError} if the source cannot be read
 */
export async function readSource(source: Source, maxFileBytes: number, signal: AbortSignal): Promise<SourceContent> {
  if (source.sizeBytes !== undefined) requireSize(source.sizeBytes, maxFileBytes);
  const bytes = await source.read(signal);
  requireSize(bytes.length, maxFileBytes);
  return { bytes, contentHash: await hashInTurns(bytes, signal) };
}

async function hashInTurns(bytes: Uint8Array, signal: AbortSignal): Promise<string> {
  const hash = createHash("sha256");
  for (let start = 0; start < bytes.length; start += BYTES_IN_A_TURN) {
    if (start > 0) await nextTurn(undefined, { signal });
    hash.update(bytes.subarray(start, start + BYTES_IN_A_TURN));
  }
  return hash.digest("hex");
}

function requireSize(sizeBytes: number, maxFileBytes: number): void {
  if (sizeBytes <= maxFileBytes) return;
  throw new FileTooLargeError(`The file has ${sizeBytes} bytes; the limit is ${maxFileBytes}.`, {
    hint: "Raise ingest.maxFileMegabytes, or split the file.",
  });
}
