import { RedirectRefusedError } from "../../core/index.ts";
import { normalizeUrl } from "./normalize-url.ts";
import type { WebResponse } from "./web-response.ts";

const MAX_REDIRECTS = 5;
const REDIRECTS: readonly number[] = [301, 302, 303, 307, 308];

export interface RedirectOptions {
  readonly start: URL;
  /** Host that may not be left: a redirect to another host is returned instead of followed. */
  readonly onlyHost?: string | undefined;
}

/**
 * Requests a page and follows its redirects. Each redirect calls `get`, which checks the new address like the first.
 *
 * @throws {RedirectRefusedError} if the redirects form a circle, are more than five, or lead to another scheme, to an
 *                                address with a password, or from `https:` to `http:`
 */
export async function followRedirects(
  { start, onlyHost }: RedirectOptions,
  get: (url: URL) => Promise<WebResponse>,
): Promise<WebResponse> {
  const visited = new Set<string>();
  let url = start;
  for (;;) {
    visited.add(url.href);
    const response = await get(url);
    if (!REDIRECTS.includes(response.status)) return response;

    const next = nextUrl(url, response.headers("location")[0] ?? "");
    if (onlyHost !== undefined && next.host !== onlyHost) return response;
    response.discard();
    url = next;
    if (visited.has(url.href)) throw createRefusal(start, "redirects in a circle");
    if (visited.size > MAX_REDIRECTS) throw createRefusal(start, `redirects more than ${MAX_REDIRECTS} times`);
  }
}

function nextUrl(from: URL, location: string): URL {
  const to = normalizeUrl(location, from);
  if (to === undefined) throw createRefusal(from, "redirects to something that is not a web page");
  if (from.protocol === "https:" && to.protocol === "http:") {
    throw createRefusal(from, "redirects from an encrypted connection to an unencrypted one");
  }
  return to;
}

function createRefusal({ href }: URL, predicate: string): RedirectRefusedError {
  return new RedirectRefusedError(`The page ${href} ${predicate}.`, {
    hint: "Open it in a browser, and add the address where it ends.",
  });
}
