import type { Span } from "../../src/core/index.ts";

/** A document as it is read in the library, by itself or from a place of it on. */
export interface DocumentAddress {
  readonly documentId: string;
  /** Absent: the one that is chosen. */
  readonly collection?: string;
  /** Span that is scrolled to and marked. */
  readonly span?: Span;
  /** True to show the receipt first. */
  readonly isReceipt?: boolean;
}

const LIBRARY = "/library";

/** `/library/ID?collection=handbook&at=120-180`. */
export function documentAddress({ documentId, collection, span, isReceipt = false }: DocumentAddress): string {
  const query = new URLSearchParams({
    ...(collection === undefined ? {} : { collection }),
    ...(span === undefined ? {} : { at: `${span.start}-${span.end}` }),
    ...(isReceipt ? { show: "receipt" } : {}),
  });
  const address = `${LIBRARY}/${encodeURIComponent(documentId)}`;
  return query.size === 0 ? address : `${address}?${query}`;
}

/** Reads the document's address from a URL; undefined if it names none. An invalid span is ignored. */
export function readDocumentAddress({ pathname, searchParams }: URL): DocumentAddress | undefined {
  const [, view, id = ""] = pathname.split("/");
  if (`/${view}` !== LIBRARY || id === "") return undefined;
  const collection = searchParams.get("collection");
  const span = readSpan(searchParams.get("at") ?? "");
  return {
    documentId: decoded(id),
    ...(collection === null ? {} : { collection }),
    ...(span === undefined ? {} : { span }),
    ...(searchParams.get("show") === "receipt" ? { isReceipt: true } : {}),
  };
}

function readSpan(text: string): Span | undefined {
  const [, from = "", to = ""] = /^(\d{1,15})-(\d{1,15})$/.exec(text) ?? [];
  const span = { start: Number(from), end: Number(to) };
  return to !== "" && span.start < span.end ? span : undefined;
}

/** An address that somebody has cut off stands for itself. */
function decoded(part: string): string {
  try {
    return decodeURIComponent(part);
  } catch (error) {
    if (error instanceof URIError) return part;
    throw error;
  }
}
