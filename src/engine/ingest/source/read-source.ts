import { createHash } from "node:crypto";
import { FileTooLargeError } from "../../../core/index.ts";
import type { Source } from "./list-sources.ts";

export interface SourceContent {
  readonly bytes: Uint8Array;
  /** SHA-256 of the bytes, 64 hexadecimal digits. */
  readonly contentHash: string;
}

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
  return { bytes, contentHash: createHash("sha256").update(bytes).digest("hex") };
}

function requireSize(sizeBytes: number, maxFileBytes: number): void {
  if (sizeBytes <= maxFileBytes) return;
  throw new FileTooLargeError(`The file has ${sizeBytes} bytes; the limit is ${maxFileBytes}.`, {
    hint: "Raise ingest.maxFileMegabytes, or split the file.",
  });
}
