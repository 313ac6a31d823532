import { normalizeText } from "../text/index.ts";

const MARK = "!/";

/** Between a container's URI and the path of a member in it, as in `jar:` URLs. */
export const memberPrefix = (containerUri: string): string => `${containerUri}${MARK}`;

/**
 * The URI of a container's member: `file:///a.zip!/notes/b.md`. The path is only a name: empty segments, `.` and `..`
 * are left out, and what has a meaning in a URI is escaped, `!` too.
 */
export function memberUri(containerUri: string, name: string): string {
  const segments = normalizeText(name)
    .split("/")
    .filter((segment) => !["", ".", ".."].includes(segment));
  const path = segments.map((segment) => encodeURIComponent(segment).replaceAll("!", "%21")).join("/");
  return `${memberPrefix(containerUri)}${path === "" ? "member" : path}`;
}

/** The URI of the direct member of a container that is this document, or that it lies in. */
export function directMember(containerUri: string, uri: string): string {
  const end = uri.indexOf(MARK, memberPrefix(containerUri).length);
  return end < 0 ? uri : uri.slice(0, end);
}

/** A URI, and those of the containers that it may lie in, outermost first; a folder's name may end in the mark, too. */
export function placesOf(uri: string): readonly string[] {
  const places: string[] = [];
  for (let end = uri.indexOf(MARK); end >= 0; end = uri.indexOf(MARK, end + 1)) places.push(uri.slice(0, end));
  return [...places, uri];
}
