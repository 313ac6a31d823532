import { HttpStatusError, LydianError } from "../../core/index.ts";
import { type Fetching, fetchPage } from "./fetch-page.ts";
import { normalizeUrl } from "./normalize-url.ts";
import { readSitemap } from "./read-sitemap.ts";

const MOST_SITEMAPS = 50;

export interface SitemapRequest {
  readonly named: readonly string[];
  /** Sitemaps on other hosts are not read. */
  readonly host: string;
  /** Is handed the pages of one sitemap after the other. */
  take(addresses: readonly string[]): void;
}

interface SitemapFailure {
  readonly url: string;
  readonly error: LydianError;
}

/**
 * Reads sitemaps and those that they name in turn, at most 50.
 *
 * @returns what could not be read; a sitemap that is not there (4xx), or is none, is nothing to tell
 */
export async function followSitemaps(
  fetching: Fetching,
  { named, host, take }: SitemapRequest,
  signal: AbortSignal,
): Promise<readonly SitemapFailure[]> {
  const failures: SitemapFailure[] = [];
  const waiting = [...named];
  const seen = new Set<string>();
  for (let address = waiting.shift(); address !== undefined; address = waiting.shift()) {
    const url = normalizeUrl(address);
    if (url?.host !== host || seen.has(url.href) || seen.size >= MOST_SITEMAPS) continue;
    seen.add(url.href);
    try {
      const page = await fetchPage(fetching, { url, isLast: false, onlyHost: host }, signal);
      const sitemap = await readSitemap(await page.read(signal));
      take(sitemap?.pages ?? []);
      waiting.push(...(sitemap?.sitemaps ?? []));
    } catch (error) {
      signal.throwIfAborted();
      if (!(error instanceof LydianError)) throw error;
      if (!isAbsent(error)) failures.push({ url: url.href, error });
    }
  }
  return failures;
}

function isAbsent(error: LydianError): boolean {
  return error instanceof HttpStatusError && error.status < 500 && error.status !== 429;
}
