import { type DocumentSummary, decodeAddress } from "../../core/index.ts";

/**
 * Returns a function that decides whether every word of a text occurs in a document's title or URI. Case and diacritics
 * are ignored: `resume` finds `Résumé`, and `strasse` finds `Straße`.
 */
export function hasWordsOf(text: string): (document: Pick<DocumentSummary, "title" | "uri">) => boolean {
  const words = plain(text).split(/\s+/).filter(Boolean);
  return ({ title, uri }) => {
    const name = plain(`${title} ${decodeAddress(uri)}`);
    return words.every((word) => name.includes(word));
  };
}

/**
 * Folds a text for the comparison. It uses capitals, because both small sigmas have the same capital, and `ß` becomes
 * `SS`.
 */
const plain = (text: string): string => text.normalize("NFKD").replace(/\p{M}/gu, "").toUpperCase();
