import { type DocumentSummary, everything, type StoreReader } from "../core/index.ts";
import { memberPrefix } from "./member-uri.ts";

/** The stored documents that lie in a container, at any depth. */
export type StoredMembers = (containerUri: string, signal: AbortSignal) => Promise<readonly DocumentSummary[]>;

/** Lists the collection once, when the first container comes, and not at all without one. */
export function rememberMembers(store: Pick<StoreReader, "listDocuments">, collection: string): StoredMembers {
  let listing: Promise<ReadonlyMap<string, readonly DocumentSummary[]>> | undefined;
  return async (containerUri, signal) => {
    listing ??= listMembers(store, collection, signal);
    const members = (await listing).get(outermost(containerUri)) ?? [];
    return members.filter(({ uri }) => uri.startsWith(memberPrefix(containerUri)));
  };
}

async function listMembers(
  store: Pick<StoreReader, "listDocuments">,
  collection: string,
  signal: AbortSignal,
): Promise<ReadonlyMap<string, readonly DocumentSummary[]>> {
  const members = new Map<string, DocumentSummary[]>();
  for (const summary of await store.listDocuments({ collection, scope: everything }, signal)) {
    // A folder's name may end in the mark, too.
    if (summary.metadata.container === undefined) continue;
    const source = outermost(summary.uri);
    const others = members.get(source);
    if (others === undefined) members.set(source, [summary]);
    else others.push(summary);
  }
  return members;
}

function outermost(uri: string): string {
  const end = uri.indexOf(memberPrefix(""));
  return end < 0 ? uri : uri.slice(0, end);
}
