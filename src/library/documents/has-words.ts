import type { DocumentSummary } from "../../core/index.ts";

/**
 * Whether every word of a text stands somewhere in a document's title or URI, without regard to capitals and to marks on
 * letters: `resume` finds `Résumé`, `strasse` a `Straße`.
 */
export function hasWordsOf(text: string): (document: Pick<DocumentSummary, "title" | "uri">) => boolean {
  const words = plain(text).split(/\s+/).filter(Boolean);
  return ({ title, uri }) => {
    const name = plain(`${title} ${readable(uri)}`);
    return words.every((word) => name.includes(word));
  };
}

/** Capitals, since both small sigmas have the same one, and that of `ß` is `SS`. */
const plain = (text: string): string => text.normalize("NFKD").replace(/\p{M}/gu, "").toUpperCase();

function readable(uri: string): string {
  if (!uri.includes("%")) return uri;
  try {
    return decodeURIComponent(uri);
  } catch (error) {
    if (error instanceof URIError) return uri;
    throw error;
  }
}
