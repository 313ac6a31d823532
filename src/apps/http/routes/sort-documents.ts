import type { DocumentSummary } from "../../../core/index.ts";

export const documentOrders = [
  "uri",
  "-uri",
  "title",
  "-title",
  "addedAt",
  "-addedAt",
  "chunks",
  "-chunks",
  "mediaType",
  "-mediaType",
] as const;
export type DocumentOrder = (typeof documentOrders)[number];

/** Number of digits of a sort key, enough for every exact count. */
const DIGITS = 16;

const keys: Readonly<Record<string, (document: DocumentSummary) => string>> = {
  uri: () => "",
  title: ({ title }) => title.normalize("NFKD").replace(/\p{M}/gu, "").toLowerCase(),
  addedAt: ({ addedAt }) => addedAt,
  chunks: ({ receipt }) => String(receipt.chunks).padStart(DIGITS, "0"),
  mediaType: ({ mediaType }) => mediaType,
};

export interface SortedDocuments {
  readonly sorted: readonly SortedDocument[];
  readonly isDescending: boolean;
}

interface SortedDocument {
  /** Unique sort key. */
  readonly key: string;
  readonly document: DocumentSummary;
}

/** Sorts documents by the requested order, then by URI and id, so pages repeat exactly. */
export function sortDocuments(documents: readonly DocumentSummary[], order: DocumentOrder): SortedDocuments {
  const isDescending = order.startsWith("-");
  const keyOf = keys[order.replace("-", "")] ?? (() => "");
  const sorted = documents.map((document) => ({
    key: `${keyOf(document)}\n${document.uri}\n${document.id}`,
    document,
  }));
  const direction = isDescending ? -1 : 1;
  sorted.sort((one, other) => (one.key < other.key ? -direction : one.key > other.key ? direction : 0));
  return { sorted, isDescending };
}
