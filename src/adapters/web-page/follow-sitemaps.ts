import { append, HttpStatusError, LydianError } from "../../core/index.ts";
import { type FetchContext, fetchPage } from "./fetch-page.ts";
import { normalizeUrl } from "./normalize-url.ts";
import { readSitemap } from "./read-sitemap.ts";

const MAX_SITEMAPS = 50;

export interface SitemapRequest {
  /** Addresses of the first sitemaps. */
  readonly sitemaps: readonly string[];
  /** Only host whose sitemaps are read. */
  readonly host: string;
  /** Receives the pages of each sitemap. */
  addPages(addresses: readonly string[]): void;
}

interface SitemapFailure {
  readonly url: string;
  readonly error: LydianError;
}

/**
 * Reads sitemaps and the sitemaps that they name, at most 50.
 *
 * @returns the failures; a sitemap that is missing (4xx), or a file that is not a sitemap, is not a failure
 */
export async function followSitemaps(
  context: FetchContext,
  { sitemaps, host, addPages }: SitemapRequest,
  signal: AbortSignal,
): Promise<readonly SitemapFailure[]> {
  const failures: SitemapFailure[] = [];
  const queue = [...sitemaps];
  const seen = new Set<string>();
  for (let address = queue.shift(); address !== undefined; address = queue.shift()) {
    const url = normalizeUrl(address);
    if (url?.host !== host || seen.has(url.href) || seen.size >= MAX_SITEMAPS) continue;
    seen.add(url.href);
    try {
      const page = await fetchPage(context, { url, isLast: false, onlyHost: host }, signal);
      const sitemap = await readSitemap(await page.read(signal));
      addPages(sitemap?.pages ?? []);
      append(queue, sitemap?.sitemaps ?? []);
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
