import type { Hit, PublicDocument, Span } from "../../src/core/index.ts";
import { callApi, collectionPath } from "../api/index.ts";

/** Passage that the user expected: a document, or a place in one. */
export interface ExpectedPassage {
  readonly document: string;
  readonly span?: Span;
}

/** Finds the document of that name or title, or else a passage with those words; undefined if there is neither. */
export async function findPassage(
  collection: string,
  expected: string,
  signal: AbortSignal,
): Promise<ExpectedPassage | undefined> {
  const named = await findByName(collection, expected, signal);
  if (named !== undefined) return { document: named };
  // The search uses words only, and the quotes prefer passages with the words in that order.
  const quoted = `"${expected.replaceAll('"', " ")}"`;
  const body = { query: quoted, mode: "lexical", limit: 1 };
  const { hits } = await callApi<{ readonly hits: readonly Hit[] }>(collectionPath(collection, "search"), {
    method: "POST",
    body,
    signal,
  });
  const [hit] = hits;
  if (hit === undefined) return undefined;
  const span = locateWords(hit.text, expected);
  const start = hit.span.start + (span?.start ?? 0);
  const end = span === undefined ? hit.span.end : hit.span.start + span.end;
  return { document: hit.documentId, span: { start, end } };
}

async function findByName(collection: string, name: string, signal: AbortSignal): Promise<string | undefined> {
  if (name.length > 200) return undefined;
  const value = JSON.stringify(name);
  const query = new URLSearchParams({ limit: "1", where: `title = ${value}` });
  const path = collectionPath(collection, "documents");
  const titled = await callApi<{ readonly documents: readonly PublicDocument[] }>(`${path}?${query}`, { signal });
  if (titled.documents[0] !== undefined) return titled.documents[0].id;
  // A file's name ends the URI of its document.
  if (!/\.\w{1,5}$/.test(name)) return undefined;
  query.set("where", `uri contains ${JSON.stringify(encodeURIComponent(name))}`);
  const filed = await callApi<{ readonly documents: readonly PublicDocument[] }>(`${path}?${query}`, { signal });
  return filed.documents[0]?.id;
}

/** Finds words in a text, whatever white space separates them. */
export function locateWords(text: string, words: string): Span | undefined {
  const parts = words
    .trim()
    .split(/\s+/)
    .filter(Boolean)
    .map((word) => word.replace(/[.*+?^${}()|[\]\\]/g, "\\$&"));
  if (parts.length === 0) return undefined;
  const match = new RegExp(parts.join("\\s+"), "iu").exec(text);
  return match === null ? undefined : { start: match.index, end: match.index + match[0].length };
}
