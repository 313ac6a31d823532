import { normalizeUrl } from "./normalize-url.ts";

/** Maximum number of pages in a queue, against sites that generate endless addresses. */
const MAX_PAGES = 50_000;
/** Endings of files without text, which are never fetched. */
const UNREAD_ENDING =
  /\.(avif|bmp|css|dmg|exe|gif|ico|iso|jpe?g|js|m4a|mkv|mov|mp3|mp4|mpe?g|ogg|png|svg|wav|webm|webp|woff2?)$/i;

/** A page to be fetched. */
export interface Link {
  readonly url: URL;
  /** Distance from the first page in links. */
  readonly level: number;
}

/** Queue of one host's pages, nearest first, each once. */
export interface LinkQueue {
  /** Adds the addresses that belong to the host and are new. */
  add(addresses: readonly (URL | string)[], level: number): void;
  next(): Link | undefined;
  /** Marks a page as fetched, and returns false if it was fetched before, e.g. by a redirect. */
  claim(url: URL): boolean;
  /** Returns the number of all pages ever added, including the first one. */
  size(): number;
}

/**
 * Creates a queue for the host of the first page.
 *
 * @param first  if it is `https:`, links to `http:` become `https:`
 */
export function createLinkQueue(first: URL): LinkQueue {
  const seen = new Set([first.href]);
  const claimed = new Set([first.href]);
  const links: Link[] = [];
  let nextIndex = 0;
  const normalize = (address: URL | string): URL | undefined => {
    const url = normalizeUrl(typeof address === "string" ? address : address.href, first);
    if (url?.host !== first.host || UNREAD_ENDING.test(url.pathname)) return undefined;
    if (first.protocol === "https:") url.protocol = "https:";
    return url;
  };

  return {
    add: (addresses, level) => {
      for (const url of addresses.map(normalize)) {
        if (url === undefined || seen.has(url.href) || seen.size >= MAX_PAGES) continue;
        seen.add(url.href);
        links.push({ url, level });
      }
    },
    next: () => links[nextIndex++],
    claim: ({ href }) => {
      const isNew = !claimed.has(href);
      claimed.add(href);
      seen.add(href);
      return isNew;
    },
    size: () => links.length + 1,
  };
}
