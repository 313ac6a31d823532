import type { Readable } from "node:stream";
import { createBrotliDecompress, createGunzip } from "node:zlib";
import { FileTooLargeError, MEGABYTE_BYTES, WebUnreachableError } from "../../core/index.ts";

/** What `readBody` can undo; more is not asked for. */
export const ACCEPTED_ENCODINGS = "gzip, br";

/**
 * The bytes of a response, decompressed as they come. They are counted after that, so that a small answer which swells
 * to gigabytes ends at the limit.
 *
 * @throws {FileTooLargeError}   over `maxBytes`
 * @throws {WebUnreachableError} for an encoding that was not asked for
 */
export async function* readBody(
  body: Readable,
  { encoding, maxBytes, url }: { readonly encoding: string | undefined; readonly maxBytes: number; readonly url: URL },
): AsyncGenerator<Uint8Array> {
  let sizeBytes = 0;
  try {
    for await (const part of decompress(body, encoding, url)) {
      if (!(part instanceof Uint8Array)) continue;
      sizeBytes += part.length;
      if (sizeBytes > maxBytes) throw tooLarge(url, maxBytes);
      yield part;
    }
  } finally {
    body.destroy();
  }
}

function tooLarge({ href }: URL, maxBytes: number): FileTooLargeError {
  return new FileTooLargeError(`The page ${href} is larger than ${Math.floor(maxBytes / MEGABYTE_BYTES)} MB.`, {
    hint: "Download it yourself, split it, and add the files; or raise ingest.maxFileMegabytes.",
  });
}

function decompress(body: Readable, encoding: string | undefined, { href }: URL): Readable {
  const name = encoding?.trim().toLowerCase() ?? "";
  if (name === "" || name === "identity") return body;
  const stream = name === "br" ? createBrotliDecompress() : /^(x-)?gzip$/.test(name) ? createGunzip() : undefined;
  if (stream === undefined) {
    throw new WebUnreachableError(`The page ${href} came in an encoding that was not asked for.`, {
      hint: "Download it with a browser, and add the file.",
    });
  }
  body.on("error", (error) => stream.destroy(error));
  return body.pipe(stream);
}
