import { z } from "zod";
import {
  ContainerLimitError,
  EncryptedDocumentError,
  FileTooLargeError,
  type LoadedDocument,
  LoadFailedError,
  type LydianError,
  OcrUnavailableError,
  UnsupportedMediaTypeError,
} from "../../core/index.ts";

/** No loader gives more, whatever a hostile file makes of it. */
const MOST_CHILDREN = 10_000;

const span = z.object({ start: z.int().min(0), end: z.int().min(0) });
const box = z.object({ x: z.number(), y: z.number(), width: z.number(), height: z.number() });
const location = z.union([
  z.object({ page: z.int().min(1), boxes: z.array(box) }),
  z.object({ sheet: z.string(), cells: z.string() }),
  z.object({ slide: z.int().min(1) }),
  z.object({ anchor: z.string() }),
]);
const failure = z.object({ code: z.string(), message: z.string(), hint: z.string().exactOptional() });
const child = z.union([
  z.object({ name: z.string(), bytes: z.instanceof(Uint8Array) }),
  z.object({ name: z.string(), failure }),
]);
const loaded = z
  .object({
    text: z.string(),
    title: z.string().exactOptional(),
    metadata: z.record(z.string(), z.union([z.string(), z.number(), z.boolean(), z.array(z.string())])),
    elements: z.array(
      z.object({
        kind: z.enum(["heading", "paragraph", "list", "table", "code", "quote"]),
        span,
        level: z.int().min(1).max(6).exactOptional(),
        header: span.exactOptional(),
      }),
    ),
    locations: z.array(z.object({ span, location })),
    pages: z.int().min(0).exactOptional(),
    pagesWithoutText: z.array(z.int().min(1)),
    ocrPages: z.array(z.object({ page: z.int().min(1), confidence: z.number().min(0).max(1) })).exactOptional(),
    warnings: z.array(
      z.object({
        code: z.string(),
        message: z.string(),
        page: z.int().min(1).exactOptional(),
        span: span.exactOptional(),
      }),
    ),
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

function isInOrder(items: readonly { readonly span: z.infer<typeof span> }[], length: number): boolean {
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
