import { FileTooLargeError } from "../../core/index.ts";
import type { LydianParts } from "./lydian-parts.ts";

/**
 * Reads a whole file.
 *
 * @throws {FileTooLargeError} if it has more bytes than `maxBytes`
 * @throws {FileUnreadableError} if it does not exist, or may not be read
 */
export async function readWholeFile(
  parts: Pick<LydianParts, "keeping">,
  file: string,
  maxBytes: number,
): Promise<Uint8Array> {
  const { openFile } = await parts.keeping();
  const opened = await openFile(file);
  try {
    if (opened.sizeBytes > maxBytes)
      throw new FileTooLargeError(`${file} has ${opened.sizeBytes} bytes; the maximum is ${maxBytes}.`);
    const pieces: Uint8Array[] = [];
    for await (const piece of opened.read()) pieces.push(piece);
    return Buffer.concat(pieces);
  } finally {
    await opened.close();
  }
}
