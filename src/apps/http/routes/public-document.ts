import { defined, type PublicDocument } from "../../../core/index.ts";
import { DocumentNotFoundError, type DocumentSummary } from "../../../index.ts";

/** Without its text, and without the fingerprints that only this store has a use for. */
export function toPublic(document: DocumentSummary): PublicDocument {
  const {
    id,
    collection,
    uri,
    title,
    mediaType,
    metadata,
    accessLabels,
    contentHash,
    addedAt,
    language,
    source,
    receipt,
  } = document;
  return defined({
    id,
    collection,
    uri,
    title,
    mediaType,
    metadata,
    accessLabels,
    contentHash,
    addedAt,
    receipt,
    language,
    source,
  });
}

/** The last part of the URI, which may be anything. */
export function fileNameOf({ uri, title }: DocumentSummary): string {
  const last = uri.split(/[/\\]/).at(-1) ?? "";
  const name = last.includes("%") ? safelyDecoded(last) : last;
  return name === "" ? title : name;
}

function safelyDecoded(text: string): string {
  try {
    return decodeURIComponent(text);
  } catch (error) {
    if (error instanceof URIError) return text;
    throw error;
  }
}

/** The same for a document that is not there and for one that this caller may not read. */
export function unknownDocument(id: string): DocumentNotFoundError {
  return new DocumentNotFoundError(`No document has the id "${id}".`, {
    hint: "GET /api/v1/collections/NAME/documents shows those that are there for this key.",
  });
}
