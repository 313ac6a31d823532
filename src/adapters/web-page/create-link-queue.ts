import { normalizeUrl } from "./normalize-url.ts";

/** Against sites that invent addresses without end. */
const MOST_KEPT = 50_000;
/** What is linked beside text, and never read. */
const UNREAD_ENDING =
  /\.(avif|bmp|css|dmg|exe|gif|ico|iso|jpe?g|js|m4a|mkv|mov|mp3|mp4|mpe?g|ogg|png|svg|wav|webm|webp|woff2?)$/i;

/** A page that waits to be fetched, and how many links it is away from the first one. */
export interface Link {
  readonly url: URL;
  readonly level: number;
}

/** The pages of one host that are to be fetched, nearest first, each once. */
export interface LinkQueue {
  /** Takes what is of the host and was not there before. */
  add(addresses: readonly (URL | string)[], level: number): void;
  next(): Link | undefined;
  /** Of a page to which others lead: whether it has not been fetched before. */
  claim(url: URL): boolean;
  /** All that were ever taken, with the first page. */
  found(): number;
}

/** @param first  its host is the only one; if it is `https:`, links to `http:` are taken as `https:` */
export function createLinkQueue(first: URL): LinkQueue {
  const seen = new Set([first.href]);
  const claimed = new Set([first.href]);
  const waiting: Link[] = [];
  let at = 0;
  const asOurs = (address: URL | string): URL | undefined => {
    const url = normalizeUrl(typeof address === "string" ? address : address.href, first);
    if (url?.host !== first.host || UNREAD_ENDING.test(url.pathname)) return undefined;
    if (first.protocol === "https:") url.protocol = "https:";
    return url;
  };
  return {
    add: (addresses, level) => {
      for (const url of addresses.map(asOurs)) {
        if (url === undefined || seen.has(url.href) || seen.size >= MOST_KEPT) continue;
        seen.add(url.href);
        waiting.push({ url, level });
      }
    },
    next: () => waiting[at++],
    claim: ({ href }) => {
      const isNew = !claimed.has(href);
      claimed.add(href);
      seen.add(href);
      return isNew;
    },
    found: () => waiting.length + 1,
  };
}
