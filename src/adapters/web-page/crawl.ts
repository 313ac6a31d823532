import {
  HttpStatusError,
  type ListProgress,
  LydianError,
  RobotsDisallowedError,
  type SourceProblem,
} from "../../core/index.ts";
import { createLinkQueue, type Link, type LinkQueue } from "./create-link-queue.ts";
import { describeProblem } from "./describe-problem.ts";
import type { Fetching } from "./fetch-page.ts";
import { followSitemaps } from "./follow-sitemaps.ts";
import { readSitemap } from "./read-sitemap.ts";
import { type VisitedPage, visitPage } from "./visit-page.ts";

/** Pages of one crawl on the disk at a time. */
const MOST_SPOOLED_BYTES = 4_000_000_000;

export interface CrawlRequest {
  readonly start: URL;
  /** How many links away from the first page; 0 is that page alone. */
  readonly depth: number;
  readonly maxPages: number;
  /** The program's own name, lower case. */
  readonly token: string;
  onProgress(progress: ListProgress): void;
}

export interface Crawled {
  readonly pages: readonly VisitedPage[];
  readonly problems: readonly SourceProblem[];
}

interface Crawl {
  readonly fetching: Fetching;
  readonly request: CrawlRequest;
  readonly queue: LinkQueue;
  readonly pages: VisitedPage[];
  readonly problems: SourceProblem[];
  leftOut: number;
}

/**
 * Fetches a page and the pages of its host that it leads to, nearest first, one after the other. With a depth, the pages
 * that the site's sitemap names below the first page's folder, or the sitemap itself if it is the first page, count as one
 * link away.
 *
 * @throws {LydianError} if the first page can not be had, or asks not to be read; other pages are problems
 */
export async function crawl(fetching: Fetching, request: CrawlRequest, signal: AbortSignal): Promise<Crawled> {
  const { start, depth, token, onProgress } = request;
  onProgress({ found: 1, fetched: 0, leftOut: 0 });
  const first = await visitPage(fetching, { url: start, isLast: depth === 0, token }, signal);
  if (depth === 0 && !first.isIndexed) throw refusesIndex(first.page.url);
  const { url } = first.page;
  const queue = createLinkQueue(url);
  const crawl: Crawl = { fetching, request, queue, pages: [], problems: [], leftOut: 0 };
  if (depth === 0) crawl.pages.push(first);
  else await crawlOn(crawl, first, signal);
  onProgress(progressOf(crawl));
  return crawl;
}

async function crawlOn(crawl: Crawl, first: VisitedPage, signal: AbortSignal): Promise<void> {
  const { queue, request, pages, problems } = crawl;
  await takeFirst(crawl, first, signal);
  for (let link = queue.next(); link !== undefined; link = queue.next()) {
    request.onProgress(progressOf(crawl));
    if (isFull(crawl)) {
      problems.push(cutShort(crawl, pages.length));
      return;
    }
    await visitLink(crawl, link, signal);
  }
}

async function takeFirst(crawl: Crawl, first: VisitedPage, signal: AbortSignal): Promise<void> {
  const { fetching, queue } = crawl;
  const { page } = first;
  const sitemap = page.isHtml ? undefined : await readSitemap(await page.read(signal));
  const below = new URL(".", page.url).href;
  if (sitemap === undefined) takeVisited(crawl, first, 0);
  else queue.add(sitemap.pages, 1);
  const failures = await followSitemaps(
    fetching,
    {
      named: sitemap?.sitemaps ?? page.sitemaps,
      host: page.url.host,
      take: (addresses) =>
        queue.add(
          addresses.filter((one) => sitemap !== undefined || one.startsWith(below)),
          1,
        ),
    },
    signal,
  );
  for (const { url, error } of failures) crawl.problems.push(describeProblem(url, error));
}

async function visitLink(crawl: Crawl, { url, level }: Link, signal: AbortSignal): Promise<void> {
  const { fetching, request, queue } = crawl;
  const isLast = level >= request.depth;
  try {
    const ask = { url, isLast, onlyHost: url.host, token: request.token };
    const visited = await visitPage(fetching, ask, signal);
    if (queue.claim(visited.page.url)) takeVisited(crawl, visited, level);
  } catch (error) {
    signal.throwIfAborted();
    if (!(error instanceof LydianError)) throw error;
    if (isLeftOut(error)) crawl.leftOut++;
    else crawl.problems.push(describeProblem(url.href, error));
  }
}

function takeVisited(crawl: Crawl, visited: VisitedPage, level: number): void {
  if (level < crawl.request.depth) crawl.queue.add(visited.links, level + 1);
  if (visited.isIndexed) crawl.pages.push(visited);
  else crawl.leftOut++;
}

/** What the site asks not to read, and what leads to another site, is no failure. */
function isLeftOut(error: LydianError): boolean {
  if (error instanceof HttpStatusError) return error.status >= 300 && error.status < 400;
  return error instanceof RobotsDisallowedError;
}

function isFull({ pages, request, fetching }: Crawl): boolean {
  return pages.length >= request.maxPages || fetching.spool.sizeBytes() >= MOST_SPOOLED_BYTES;
}

function progressOf({ queue, pages, leftOut }: Crawl): ListProgress {
  return { found: queue.found(), fetched: pages.length, leftOut };
}

function cutShort({ request }: Crawl, fetched: number): SourceProblem {
  const { href } = request.start;
  return {
    label: href,
    uri: href,
    hidesOthers: true,
    code: "page-limit",
    message: `The crawl from ${href} ended at its limit after ${fetched} pages; there are more.`,
    hint: "Raise web.maxPages, or add a part of the site.",
  };
}

function refusesIndex({ href }: URL): RobotsDisallowedError {
  return new RobotsDisallowedError(`The page ${href} asks to be in no index (noindex).`, {
    hint: "Ask whoever runs the site, or save the page with a browser and add the file.",
  });
}
