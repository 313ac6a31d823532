import { createHash, type Hash } from "node:crypto";
import { createReadStream } from "node:fs";

/** Adds the bytes of a file to a hash. */
export async function feedFile(hash: Hash, path: string, signal: AbortSignal): Promise<void> {
  const bytes: AsyncIterable<Uint8Array> = createReadStream(path, { signal, highWaterMark: 1_048_576 });
  for await (const part of bytes) hash.update(part);
}

/** Returns the SHA-256 of a file in hexadecimal. */
export async function hashFile(path: string, signal: AbortSignal): Promise<string> {
  const hash = createHash("sha256");
  await feedFile(hash, path, signal);
  return hash.digest("hex");
}
