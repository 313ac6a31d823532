import { z } from "zod";
import {
  arePackedElements,
  ContainerLimitError,
  defined,
  EncryptedDocumentError,
  FileTooLargeError,
  type LoadedDocument,
  LoadFailedError,
  type LydianError,
  OcrUnavailableError,
  type Span,
  UnsupportedMediaTypeError,
  unpackElements,
} from "../../core/index.ts";
import { count, locatedSpan, metadata, ordinal, readPage, receiptWarning } from "../../core/schemas/index.ts";

/** Maximum number of files inside one file. No loader returns more, even for a hostile file. */
const MAX_CHILDREN = 10_000;

const failure = z.object({ code: z.string(), message: z.string(), hint: z.string().exactOptional() });
const child = z.union([
  z.object({ name: z.string(), bytes: z.instanceof(Uint8Array) }),
  z.object({ name: z.string(), failure }),
]);
const loaded = z
  .object({
    text: z.string(),
    title: z.string().exactOptional(),
    metadata,
    elements: z.instanceof(Int32Array).refine(arePackedElements, { abort: true }).transform(unpackElements),
    locations: z.array(locatedSpan),
    pages: count.exactOptional(),
    pagesWithoutText: z.array(ordinal),
    ocrPages: z.array(readPage).exactOptional(),
    warnings: z.array(receiptWarning),
    loader: z.object({ id: z.string(), version: z.string() }),
    mediaType: z.string(),
    children: z.array(child).max(MAX_CHILDREN).exactOptional(),
  })
  .refine(
    ({ text, elements, locations }) => isInOrder(elements, text.length) && isInOrder(locations, text.length),
    "spans overlap, are out of order, or lie outside of the text",
  );
const reply = z.union([z.object({ loaded }), z.object({ failure })]);

/**
 * Checks the reply of a loader's process, because a broken loader must not harm the store. Spans are compared with the
 * text.
 *
 * @throws the loader's own error, or LoadFailedError if the reply is not a document
 */
export function parseReply(message: unknown): LoadedDocument & { readonly mediaType: string } {
  const result = reply.safeParse(message);
  if (!result.success) {
    throw new LoadFailedError("The loader's reply is not a document.", {
      hint: "The loader is faulty, not the file. Please report it.",
      cause: result.error,
    });
  }
  if ("loaded" in result.data) return result.data.loaded;
  throw toError(result.data.failure);
}

function isInOrder(items: readonly { readonly span: Span }[], length: number): boolean {
  let end = 0;
  for (const item of items) {
    if (item.span.start < end || item.span.end < item.span.start) return false;
    end = item.span.end;
  }
  return end <= length;
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
