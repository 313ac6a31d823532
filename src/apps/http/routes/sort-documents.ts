import type { DocumentSummary } from "../../../index.ts";

export const documentOrders = [
  ...(["uri", "-uri", "title", "-title", "addedAt", "-addedAt"] as const),
  ...(["chunks", "-chunks", "mediaType", "-mediaType"] as const),
] as const;
export type DocumentOrder = (typeof documentOrders)[number];

/** Wide enough for every count that is exact. */
const DIGITS = 16;

const keys: Readonly<Record<string, (document: DocumentSummary) => string>> = {
  uri: () => "",
  title: ({ title }) => title.normalize("NFKD").replace(/\p{M}/gu, "").toLowerCase(),
  addedAt: ({ addedAt }) => addedAt,
  chunks: ({ receipt }) => String(receipt.chunks).padStart(DIGITS, "0"),
  mediaType: ({ mediaType }) => mediaType,
};

export interface SortedDocuments {
  /** Each with what it is sorted by, which no other one has. */
  readonly sorted: readonly { readonly key: string; readonly document: DocumentSummary }[];
  readonly isDescending: boolean;
}

/** In the order asked for; what is the same in that stands by URI, then id, so that pages repeat exactly. */
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
