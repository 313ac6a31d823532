import { RedirectRefusedError } from "../../core/index.ts";
import { normalizeUrl } from "./normalize-url.ts";
import type { WebResponse } from "./open-connection.ts";

const MOST_REDIRECTS = 5;
const REDIRECTS: readonly number[] = [301, 302, 303, 307, 308];

/**
 * Asks for a page and goes where its redirects lead, each of which is a request like the first: `get` checks it anew.
 *
 * @param onlyHost  where given, a redirect to another host is not followed, and is the answer itself
 * @throws {RedirectRefusedError} in a circle, after five, to another scheme, to an address with a password, or from
 *                                `https:` to `http:`
 */
export async function followRedirects(
  { start, onlyHost }: { readonly start: URL; readonly onlyHost?: string | undefined },
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
    response.giveUp();
    url = next;
    if (visited.has(url.href)) throw refusal(start, "goes round in a circle");
    if (visited.size > MOST_REDIRECTS) throw refusal(start, `leads on more than ${MOST_REDIRECTS} times`);
  }
}

function nextUrl(from: URL, location: string): URL {
  const to = normalizeUrl(location, from);
  if (to === undefined) throw refusal(from, "leads to what is no page of the web");
  if (from.protocol === "https:" && to.protocol === "http:") {
    throw refusal(from, "leads from an encrypted connection to an open one");
  }
  return to;
}

function refusal({ href }: URL, what: string): RedirectRefusedError {
  return new RedirectRefusedError(`The page ${href} ${what}.`, {
    hint: "Open it in a browser, and add the address at which it ends.",
  });
}
