import type { DocumentQuery, DocumentSummary, FailedFile } from "../../core/index.ts";
import type { CallContext } from "../call/call-context.ts";
import type { ReadingHalf } from "../parts/lydian-parts.ts";
import { chooseNamed } from "./choose-named.ts";
import { isWithinAny } from "./failed-files.ts";
import { findWithMembers } from "./find-document.ts";

/** Returns the named documents, containers with their members, in the order of the names; by default all, by URI. */
export async function chooseDocuments(
  { parts, half }: Pick<CallContext, "parts"> & { readonly half: ReadingHalf },
  { documents, ...query }: DocumentQuery & { readonly documents: readonly string[] },
  signal: AbortSignal,
): Promise<{ readonly summaries: readonly DocumentSummary[]; readonly notFound: readonly string[] }> {
  if (documents.length === 0) return { summaries: await half.store.listDocuments(query, signal), notFound: [] };
  const found = new Map<string, DocumentSummary>();
  const notFound: string[] = [];
  for (const document of documents) {
    const meant = await findWithMembers({ parts, half }, { ...query, document }, signal);
    if (meant.length === 0) notFound.push(document);
    for (const summary of meant) found.set(summary.id, summary);
  }
  return { summaries: [...found.values()], notFound };
}

/**
 * Returns the failed files that the names mean, and those of the named documents and their members; without names, all.
 *
 * @returns the files by URI, and the names that mean at least one of them
 */
export function chooseFailed(
  { parts }: Pick<CallContext, "parts">,
  failed: readonly FailedFile[],
  names: readonly string[],
  documents: readonly Pick<DocumentSummary, "uri">[],
): { readonly failed: readonly FailedFile[]; readonly names: ReadonlySet<string> } {
  if (names.length === 0) return { failed, names: new Set() };
  const items = failed.map((file) => ({ ...file, id: file.uri }));
  const meant = new Set(documents.map(({ uri }) => uri));
  const found = new Set<string>();
  for (const name of names) {
    const named = chooseNamed(items, { name, uriAsPath: parts.uriOfPath(name) });
    if (named.length > 0) found.add(name);
    for (const { uri } of named) meant.add(uri);
  }
  return { failed: failed.filter(({ uri }) => isWithinAny(meant, uri)), names: found };
}
