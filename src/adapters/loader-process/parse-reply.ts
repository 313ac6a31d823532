import { z } from "zod";
import {
  ContainerLimitError,
  defined,
  EncryptedDocumentError,
  FileTooLargeError,
  LoadFailedError,
  type LydianError,
  OcrUnavailableError,
  type ReceivedDocument,
  UnsupportedMediaTypeError,
} from "../../core/index.ts";
import { count, metadata, ordinal, readPage, receiptWarning } from "../../core/schemas/index.ts";
import { ARRAYS_OF_DOCUMENT, type PackedFields, unpackLoaded } from "./pack-loaded.ts";

/** Maximum number of files inside one file. No loader returns more, even for a hostile file. */
const MAX_CHILDREN = 10_000;
/** Maximum number of arrays of bytes in a reply. */
export const MAX_ARRAYS = ARRAYS_OF_DOCUMENT + MAX_CHILDREN;

const failure = z.object({ code: z.string(), message: z.string(), hint: z.string().exactOptional() });
const child = z.union([z.object({ name: z.string(), failure }), z.object({ name: z.string() })]);
const loaded: z.ZodType<PackedFields> = z.object({
  isTextLatin1: z.boolean(),
  areNamesLatin1: z.boolean(),
  title: z.string().exactOptional(),
  metadata,
  pages: count.exactOptional(),
  pagesWithoutText: z.array(ordinal),
  ocrPages: z.array(readPage).exactOptional(),
  warnings: z.array(receiptWarning),
  loader: z.object({ id: z.string(), version: z.string() }),
  mediaType: z.string(),
  children: z.array(child).max(MAX_CHILDREN).exactOptional(),
});
const reply = z.union([z.object({ loaded }), z.object({ failure })]);

/** The reply of a loader's process, not checked yet: its last message, and the arrays of bytes that it sent. */
export interface Reply {
  readonly message: unknown;
  readonly arrays: readonly Uint8Array[];
}

/**
 * Checks the reply of a loader's process, because a broken loader must not harm the store. Spans are compared with the
 * text.
 *
 * @throws the loader's own error, or LoadFailedError if the reply is not a document
 */
export function parseReply({ message, arrays }: Reply): ReceivedDocument {
  const result = reply.safeParse(message);
  if (!result.success) throw createNonsenseError(result.error);
  if ("failure" in result.data) throw toError(result.data.failure);
  try {
    return unpackLoaded({ fields: result.data.loaded, arrays });
  } catch (error) {
    throw createNonsenseError(error);
  }
}

/** Creates the error for a reply that is not a document. */
export function createNonsenseError(cause: unknown): LoadFailedError {
  return new LoadFailedError("The loader's reply is not a document.", {
    hint: "The loader is faulty, not the file. Please report it.",
    cause,
  });
}

function toError({ code, message, hint }: z.infer<typeof failure>): LydianError {
  const options = defined({ hint });
  if (code === "encrypted-document") return new EncryptedDocumentError(message, options);
  if (code === "unsupported-media-type") return new UnsupportedMediaTypeError(message, options);
  if (code === "container-limit") return new ContainerLimitError(message, options);
  if (code === "ocr-unavailable") return new OcrUnavailableError(message, options);
  if (code === "file-too-large") return new FileTooLargeError(message, options);
  return new LoadFailedError(message, options);
}
