import { on } from "node:events";
import { addAbortSignal, Readable } from "node:stream";
import { pipeline } from "node:stream/promises";
import { setImmediate as nextTurn } from "node:timers/promises";
import { Busboy } from "@fastify/busboy";
import { z } from "zod";
import { InvalidArgumentError, LydianError } from "../../../core/index.ts";
import type { UploadedFile } from "../../../server/index.ts";

const MAX_FILES = 1_000;

const fileEvent = z.tuple([z.string(), z.instanceof(Readable), z.string().optional()]).rest(z.unknown());

/**
 * Yields the files of a `multipart/form-data` body as they arrive, without holding a file in memory. Each file must be
 * read to its end before the next one.
 *
 * @throws {InvalidArgumentError} if the body has another type, is incomplete, or has more than 1,000 files
 */
export async function* readUpload(request: Request, signal: AbortSignal): AsyncGenerator<UploadedFile> {
  const type = request.headers.get("content-type") ?? "";
  if (!type.startsWith("multipart/form-data") || request.body === null)
    throw new InvalidArgumentError("An upload must be multipart/form-data.", {
      hint: "For example: curl -F file=@report.pdf URL",
    });
  const parser = openParser(type);
  parser.on("filesLimit", () => {
    parser.destroy(new InvalidArgumentError(`An upload can have at most ${MAX_FILES} files.`));
  });
  const files = on(parser, "file", { signal, close: ["finish"] });
  const piping = pipeline(Readable.fromWeb(request.body), parser, { signal }).then(
    () => undefined,
    (error: unknown) => error,
  );
  try {
    for await (const event of files) {
      const [, stream, name = ""] = fileEvent.parse(event);
      parser.once("error", (error) => stream.destroy(error instanceof Error ? error : undefined));
      yield { name, bytes: readPieces(addAbortSignal(signal, stream)) };
    }
  } catch (error) {
    throw malformed(error);
  }
  // The parser has seen the last boundary. It never asks for more if text follows that, so its pipe may stay open.
  const failure = await Promise.race([piping, nextTurn(undefined)]);
  if (failure !== undefined) throw malformed(failure);
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
async function* readPieces(stream: AsyncIterable<Uint8Array>): AsyncGenerator<Uint8Array> {
  try {
    yield* stream;
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
