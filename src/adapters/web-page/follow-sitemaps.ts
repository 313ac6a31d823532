import { append, HttpStatusError, LydianError } from "../../core/index.ts";
import { type FetchContext, fetchPage } from "./fetch-page.ts";
import { normalizeUrl } from "./normalize-url.ts";
import { readSitemap, type Sitemap } from "./read-sitemap.ts";

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
    const sitemap = await fetchSitemap(context, url, signal);
    if ("error" in sitemap) failures.push(sitemap);
    else {
      addPages(sitemap.pages);
      append(queue, sitemap.sitemaps);
    }
  }
  return failures;
}

const EMPTY_SITEMAP: Sitemap = { pages: [], sitemaps: [] };

/** Fetches a sitemap from its own host. One that is missing or is not a sitemap is empty. */
async function fetchSitemap(context: FetchContext, url: URL, signal: AbortSignal): Promise<Sitemap | SitemapFailure> {
  try {
    const page = await fetchPage(context, { url, isLast: false, onlyHost: url.host }, signal);
    return (await readSitemap(await page.read(signal))) ?? EMPTY_SITEMAP;
  } catch (error) {
    signal.throwIfAborted();
    if (!(error instanceof LydianError)) throw error;
    return isAbsent(error) ? EMPTY_SITEMAP : { url: url.href, error };
  }
}

function isAbsent(error: LydianError): boolean {
  return error instanceof HttpStatusError && error.status < 500 && error.status !== 429;
}
