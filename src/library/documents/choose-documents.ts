import type { DocumentQuery, DocumentSummary } from "../../core/index.ts";
import type { CallContext } from "../call/call-context.ts";
import type { ReadingHalf } from "../parts/lydian-parts.ts";
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
