import type { WebResponse } from "./open-connection.ts";

const ETAG = "etag: ";
const LAST_MODIFIED = "last-modified: ";

/** A page's version as its server names it, as the header that names it: `etag: "abc"`, else `last-modified: …`. */
export function readRevision({ headers }: Pick<WebResponse, "headers">): string | undefined {
  const [etag] = headers("etag");
  if (etag !== undefined) return ETAG + etag;
  const [modified] = headers("last-modified");
  return modified === undefined ? undefined : LAST_MODIFIED + modified;
}

/** The headers that ask for a page only if it is another version than this one. */
export function conditionsOf(revision: string): Readonly<Record<string, string>> {
  if (revision.startsWith(ETAG)) return { "if-none-match": revision.slice(ETAG.length) };
  if (revision.startsWith(LAST_MODIFIED)) return { "if-modified-since": revision.slice(LAST_MODIFIED.length) };
  return {};
}
