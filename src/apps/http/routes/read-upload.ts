import { on } from "node:events";
import { addAbortSignal, Readable } from "node:stream";
import { pipeline } from "node:stream/promises";
import { setImmediate as nextTurn } from "node:timers/promises";
import { Busboy } from "@fastify/busboy";
import { z } from "zod";
import { BodyTooLargeError, InvalidArgumentError, LydianError, MEGABYTE_BYTES } from "../../../core/index.ts";
import type { UploadedFile } from "../../../server/index.ts";

const MAX_FILES = 1_000;
/** Maximum size of everything in an upload besides its files: boundaries, headers, and fields, which nobody reads. */
const MAX_OTHER_BYTES = MEGABYTE_BYTES;

const fileEvent = z.tuple([z.string(), z.instanceof(Readable), z.string().optional()]).rest(z.unknown());

/**
 * Yields the files of a `multipart/form-data` body as they arrive, without holding a file in memory. Each file must be
 * read to its end before the next one.
 *
 * @throws {InvalidArgumentError} if the body is not multipart, is incomplete, or has more than 1,000 files
 * @throws {BodyTooLargeError} if everything besides the files is larger than 1 MB
 */
export async function* readUpload(request: Request, signal: AbortSignal): AsyncGenerator<UploadedFile> {
  if (request.body === null)
    throw new InvalidArgumentError("The upload is empty.", { hint: "Send at least one file." });
  const parser = openParser(request.headers.get("content-type") ?? "");
  parser.on("filesLimit", () => {
    parser.destroy(new InvalidArgumentError(`An upload can have at most ${MAX_FILES} files.`));
  });
  const files = on(parser, "file", { signal, close: ["finish"] });
  const received = { fileBytes: 0 };
  const piping = pipeline(limitOtherBytes(Readable.fromWeb(request.body), received), parser, { signal }).then(
    () => undefined,
    (error: unknown) => error,
  );
  try {
    for await (const event of files) {
      const [, stream, name = ""] = fileEvent.parse(event);
      parser.once("error", (error) => stream.destroy(error instanceof Error ? error : undefined));
      yield { name, bytes: readPieces(addAbortSignal(signal, stream), received) };
    }
  } catch (error) {
    throw malformed(error);
  }
  // The parser has seen the last boundary. It never asks for more if text follows that, so its pipe may stay open.
  const failure = await Promise.race([piping, nextTurn(undefined)]);
  if (failure !== undefined) throw malformed(failure);
}

/** Passes a body on, as long as what it has besides the received bytes of files stays small. */
async function* limitOtherBytes(
  body: AsyncIterable<Uint8Array>,
  received: { readonly fileBytes: number },
): AsyncGenerator<Uint8Array> {
  let readBytes = 0;
  for await (const piece of body) {
    yield piece;
    readBytes += piece.length;
    if (readBytes - received.fileBytes > MAX_OTHER_BYTES)
      throw new BodyTooLargeError("The upload has more than 1 MB besides its files.", {
        hint: "Send each document as a file, such as with curl -F file=@report.pdf URL",
      });
  }
}

/** @throws {InvalidArgumentError} if the content type has no boundary */
function openParser(type: string): InstanceType<typeof Busboy> {
  try {
    const headers = { "content-type": type };
    return new Busboy({ headers, preservePath: true, limits: { files: MAX_FILES, fields: 0 } });
  } catch (error) {
    throw malformed(error);
  }
}

/** Yields the pieces of a file, and reports an incomplete upload to the reader. */
async function* readPieces(
  stream: AsyncIterable<Uint8Array>,
  received: { fileBytes: number },
): AsyncGenerator<Uint8Array> {
  try {
    for await (const piece of stream) {
      received.fileBytes += piece.length;
      yield piece;
    }
  } catch (error) {
    throw malformed(error);
  }
}

function malformed(error: unknown): unknown {
  if (error instanceof LydianError || (error instanceof Error && error.name === "AbortError")) return error;
  return new InvalidArgumentError("The upload is incomplete or not multipart/form-data.", {
    hint: "Send it again.",
    cause: error,
  });
}
