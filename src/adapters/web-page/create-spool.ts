import { createWriteStream } from "node:fs";
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { pipeline } from "node:stream/promises";

export interface SpooledFile {
  readonly path: string;
  readonly sizeBytes: number;
}

/** Temporary files, so that the pages of a crawl need not stay in memory. */
export interface Spool {
  /** Writes a file, which is removed if it cannot be written completely. */
  write(bytes: AsyncIterable<Uint8Array>, signal: AbortSignal): Promise<SpooledFile>;
  drop(file: SpooledFile): Promise<void>;
  /** Returns the total size of all files. */
  sizeBytes(): number;
  close(): Promise<void>;
}

export function createSpool(): Spool {
  let folder: Promise<string> | undefined;
  let fileCount = 0;
  let sizeBytes = 0;
  return {
    write: async (bytes, signal) => {
      folder ??= mkdtemp(join(tmpdir(), "lydian-web-"));
      const path = join(await folder, String(fileCount++));
      const file = createWriteStream(path, { mode: 0o600 });
      try {
        await pipeline(bytes, file, { signal });
      } catch (error) {
        await rm(path, { force: true });
        signal.throwIfAborted();
        throw error;
      }
      sizeBytes += file.bytesWritten;
      return { path, sizeBytes: file.bytesWritten };
    },
    drop: async (file) => {
      await rm(file.path, { force: true });
      sizeBytes -= file.sizeBytes;
    },
    sizeBytes: () => sizeBytes,
    close: async () => {
      if (folder !== undefined) await rm(await folder, { recursive: true, force: true });
    },
  };
}
