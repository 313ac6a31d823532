import { createWriteStream } from "node:fs";
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { pipeline } from "node:stream/promises";

export interface SpooledFile {
  readonly path: string;
  readonly sizeBytes: number;
}

/** Temporary files, so that a crawl's pages need not lie in memory. */
export interface Spool {
  /** A file that could not be written to its end is removed. */
  write(bytes: AsyncIterable<Uint8Array>, signal: AbortSignal): Promise<SpooledFile>;
  drop(file: SpooledFile): Promise<void>;
  /** Of all files that are there. */
  sizeBytes(): number;
  close(): Promise<void>;
}

export function createSpool(): Spool {
  let folder: Promise<string> | undefined;
  let written = 0;
  let sizeBytes = 0;
  return {
    write: async (bytes, signal) => {
      folder ??= mkdtemp(join(tmpdir(), "lydian-web-"));
      const path = join(await folder, String(written++));
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
