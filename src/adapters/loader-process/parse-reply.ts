import { z } from "zod";
import {
  ContainerLimitError,
  EncryptedDocumentError,
  FileTooLargeError,
  type LoadedDocument,
  LoadFailedError,
  type LydianError,
  OcrUnavailableError,
  type Span,
  UnsupportedMediaTypeError,
} from "../../core/index.ts";
import { count, element, locatedSpan, metadata, ordinal, readPage, receiptWarning } from "../../core/schemas/index.ts";

/** No loader gives more, whatever a hostile file makes of it. */
const MOST_CHILDREN = 10_000;

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
    elements: z.array(element),
    locations: z.array(locatedSpan),
    pages: count.exactOptional(),
    pagesWithoutText: z.array(ordinal),
    ocrPages: z.array(readPage).exactOptional(),
    warnings: z.array(receiptWarning),
    loader: z.object({ id: z.string(), version: z.string() }),
    mediaType: z.string(),
    children: z.array(child).max(MOST_CHILDREN).exactOptional(),
  })
  .refine(
    ({ text, elements, locations }) => isInOrder(elements, text.length) && isInOrder(locations, text.length),
    "spans overlap, are out of order, or lie outside of the text",
  );
const reply = z.union([z.object({ loaded }), z.object({ failure })]);

/**
 * Checks what a loader's process sent: a broken loader must not harm the store. Spans are checked against the text.
 *
 * @throws the loader's own error, or LoadFailedError for what is no document
 */
export function parseReply(message: unknown): LoadedDocument & { readonly mediaType: string } {
  const parsed = reply.safeParse(message);
  if (!parsed.success) {
    throw new LoadFailedError("The loader's answer is not a document.", {
      hint: "This is a fault of the loader, not of the file; please report it.",
      cause: parsed.error,
    });
  }
  if ("loaded" in parsed.data) return parsed.data.loaded;
  throw toError(parsed.data.failure);
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
  const options = hint === undefined ? {} : { hint };
  if (code === "encrypted-document") return new EncryptedDocumentError(message, options);
  if (code === "unsupported-media-type") return new UnsupportedMediaTypeError(message, options);
  if (code === "container-limit") return new ContainerLimitError(message, options);
  if (code === "ocr-unavailable") return new OcrUnavailableError(message, options);
  if (code === "file-too-large") return new FileTooLargeError(message, options);
  return new LoadFailedError(message, options);
}
