import type { Span } from "../../src/core/index.ts";

/** Address of a document in the library, or of a place in it. */
export interface DocumentAddress {
  readonly documentId: string;
  /** Absent for the chosen collection. */
  readonly collection?: string | undefined;
  /** Span that is scrolled to and marked. */
  readonly span?: Span | undefined;
  /** True to show the receipt first. */
  readonly isReceipt?: boolean | undefined;
}

const LIBRARY = "/library";

/** Returns an address such as `/library/ID?collection=handbook&at=120-180`. */
export function documentAddress({ documentId, collection, span, isReceipt = false }: DocumentAddress): string {
  const query = new URLSearchParams();
  if (collection !== undefined) query.set("collection", collection);
  if (span !== undefined) query.set("at", `${span.start}-${span.end}`);
  if (isReceipt) query.set("show", "receipt");

  const address = `${LIBRARY}/${encodeURIComponent(documentId)}`;
  return query.size === 0 ? address : `${address}?${query}`;
}

/** Reads the document's address from a URL; undefined if it names none. An invalid span is ignored. */
export function readDocumentAddress({ pathname, searchParams }: URL): DocumentAddress | undefined {
  const [, view, id = ""] = pathname.split("/");
  if (`/${view}` !== LIBRARY || id === "") return undefined;
  return {
    documentId: decoded(id),
    collection: searchParams.get("collection") ?? undefined,
    span: readSpan(searchParams.get("at") ?? ""),
    isReceipt: searchParams.get("show") === "receipt" || undefined,
  };
}

function readSpan(text: string): Span | undefined {
  const [, from = "", to = ""] = /^(\d{1,15})-(\d{1,15})$/.exec(text) ?? [];
  const span = { start: Number(from), end: Number(to) };
  return to !== "" && span.start < span.end ? span : undefined;
}

/** Decodes a part of an address. A part that was cut off while copying is returned unchanged. */
function decoded(part: string): string {
  try {
    return decodeURIComponent(part);
  } catch (error) {
    if (error instanceof URIError) return part;
    throw error;
  }
}
