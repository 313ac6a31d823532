import type { FileHandle } from "node:fs/promises";
import type { ReadableFile } from "../../core/index.ts";

const PIECE_BYTES = 1 << 16;

/** An open file, that is read from its beginning each time. */
export function readableHandle(handle: FileHandle, sizeBytes: number): ReadableFile {
  return { sizeBytes, read: () => readPieces(handle), close: () => handle.close() };
}

async function* readPieces(handle: FileHandle): AsyncGenerator<Uint8Array> {
  for (let position = 0; ; ) {
    const { bytesRead, buffer } = await handle.read(new Uint8Array(PIECE_BYTES), 0, PIECE_BYTES, position);
    if (bytesRead === 0) return;
    position += bytesRead;
    yield buffer.subarray(0, bytesRead);
  }
}
