import type { Readable } from "node:stream";
import { createBrotliDecompress, createGunzip } from "node:zlib";
import { FileTooLargeError, MEGABYTE_BYTES, WebUnreachableError } from "../../core/index.ts";

/** Encodings that `readBody` can decompress, and that requests accept. */
export const ACCEPTED_ENCODINGS = "gzip, br";

export interface BodyOptions {
  /** Value of the header `content-encoding`. */
  readonly encoding: string | undefined;
  /** Maximum size after decompression. */
  readonly maxBytes: number;
  /** Address of the page, for messages. */
  readonly url: URL;
}

/**
 * Yields the bytes of a response, decompressed as they come. The size counts after decompression, so that a small
 * answer that expands to gigabytes ends at the limit.
 *
 * @throws {FileTooLargeError}   above `maxBytes`
 * @throws {WebUnreachableError} if the encoding is not one of `ACCEPTED_ENCODINGS`
 */
export async function* readBody(body: Readable, { encoding, maxBytes, url }: BodyOptions): AsyncGenerator<Uint8Array> {
  let sizeBytes = 0;
  try {
    for await (const part of decompress(body, encoding, url)) {
      if (!(part instanceof Uint8Array)) continue;
      sizeBytes += part.length;
      if (sizeBytes > maxBytes) throw createTooLargeError(url, maxBytes);
      yield part;
    }
  } finally {
    body.destroy();
  }
}

function createTooLargeError({ href }: URL, maxBytes: number): FileTooLargeError {
  return new FileTooLargeError(`The page ${href} is larger than ${Math.floor(maxBytes / MEGABYTE_BYTES)} MB.`, {
    hint: "Raise ingest.maxFileMegabytes. Or download the page, split it, and add the files.",
  });
}

function decompress(body: Readable, encoding: string | undefined, { href }: URL): Readable {
  const name = encoding?.trim().toLowerCase() ?? "";
  if (name === "" || name === "identity") return body;
  const stream = name === "br" ? createBrotliDecompress() : /^(x-)?gzip$/.test(name) ? createGunzip() : undefined;
  if (stream === undefined) {
    throw new WebUnreachableError(`The page ${href} has an encoding that was not requested.`, {
      hint: "Download it with a browser, and add the file.",
    });
  }
  body.on("error", (error) => stream.destroy(error));
  return body.pipe(stream);
}
