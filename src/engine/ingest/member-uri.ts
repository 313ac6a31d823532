import { normalizeText } from "../text/index.ts";

/** Mark between a container's URI and the path of a member, as in `jar:` URLs. */
const MARK = "!/";

/** Returns how the URIs of a container's members begin. */
export const memberPrefix = (containerUri: string): string => `${containerUri}${MARK}`;

/**
 * Returns the URI of a container's member: `file:///a.zip!/notes/b.md`. The path is only a name: empty segments, `.`
 * and `..` are left out, and characters with a meaning in a URI are escaped, `!` too.
 */
export function memberUri(containerUri: string, name: string): string {
  const segments = normalizeText(name)
    .split("/")
    .filter((segment) => !["", ".", ".."].includes(segment));
  const path = segments.map((segment) => encodeURIComponent(segment).replaceAll("!", "%21")).join("/");
  return `${memberPrefix(containerUri)}${path === "" ? "member" : path}`;
}

/** Returns the URI of the container's direct member that is this document, or that contains it. */
export function directMember(containerUri: string, uri: string): string {
  const end = uri.indexOf(MARK, memberPrefix(containerUri).length);
  return end < 0 ? uri : uri.slice(0, end);
}

/**
 * Returns the URIs of the containers that a URI may lie in, outermost first, then the URI itself. A folder's name may
 * end in `!` too.
 */
export function placesOf(uri: string): readonly string[] {
  const places: string[] = [];
  for (let end = uri.indexOf(MARK); end >= 0; end = uri.indexOf(MARK, end + 1)) places.push(uri.slice(0, end));
  return [...places, uri];
}
