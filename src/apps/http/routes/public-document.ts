import {
  DocumentNotFoundError,
  type DocumentSummary,
  decodeAddress,
  defined,
  type PublicDocument,
} from "../../../core/index.ts";

/** Returns a document without its text and without internal fingerprints. */
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

/** Returns the last part of the URI, decoded if possible, or the title. */
export function fileNameOf({ uri, title }: DocumentSummary): string {
  const last = uri.split(/[/\\]/).at(-1) ?? "";
  const name = decodeAddress(last);
  return name === "" ? title : name;
}

/** Returns the same error for a missing document and for one that the caller may not read. */
export function unknownDocument(id: string): DocumentNotFoundError {
  return new DocumentNotFoundError(`No document has the id "${id}".`, {
    hint: "GET /api/v1/collections/NAME/documents lists the documents of this key.",
  });
}
