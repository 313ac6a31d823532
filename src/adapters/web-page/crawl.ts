import {
  HttpStatusError,
  type ListProgress,
  LydianError,
  RobotsDisallowedError,
  type SourceProblem,
} from "../../core/index.ts";
import { createLinkQueue, type Link, type LinkQueue } from "./create-link-queue.ts";
import { describeProblem } from "./describe-problem.ts";
import type { FetchContext } from "./fetch-page.ts";
import { followSitemaps } from "./follow-sitemaps.ts";
import { readSitemap } from "./read-sitemap.ts";
import { type VisitedPage, visitPage } from "./visit-page.ts";

/** Maximum size of one crawl's pages on disk. */
const MAX_SPOOLED_BYTES = 4_000_000_000;

export interface CrawlRequest {
  readonly start: URL;
  /** Maximum distance from the first page in links; 0 is that page alone. */
  readonly depth: number;
  readonly maxPages: number;
  /** Lower-case name of this program, as robots.txt may mention it. */
  readonly token: string;
  onProgress(progress: ListProgress): void;
}

export interface CrawlResult {
  readonly pages: readonly VisitedPage[];
  readonly problems: readonly SourceProblem[];
}

interface CrawlState {
  readonly context: FetchContext;
  readonly request: CrawlRequest;
  readonly queue: LinkQueue;
  readonly pages: VisitedPage[];
  readonly problems: SourceProblem[];
  leftOut: number;
}

/**
 * Fetches a page and the pages of its host to which it leads, nearest first, one after the other.
 *
 * With a depth, sitemaps add pages that count as one link away. If the first page is a sitemap, it adds all its pages.
 * The site's sitemap adds those below the folder of the first page.
 *
 * @throws {LydianError} if the first page cannot be fetched, or forbids reading; other pages become problems
 */
export async function crawl(context: FetchContext, request: CrawlRequest, signal: AbortSignal): Promise<CrawlResult> {
  const { start, depth, token, onProgress } = request;
  onProgress({ found: 1, fetched: 0, leftOut: 0 });
  const firstPage = await visitPage(context, { url: start, isLast: depth === 0, token }, signal);
  if (depth === 0 && !firstPage.isIndexed) throw createNoIndexError(firstPage.page.url);

  const queue = createLinkQueue(firstPage.page.url);
  const state: CrawlState = { context, request, queue, pages: [], problems: [], leftOut: 0 };
  if (depth === 0) state.pages.push(firstPage);
  else await followLinks(state, firstPage, signal);
  onProgress(progressOf(state));
  return state;
}

async function followLinks(state: CrawlState, firstPage: VisitedPage, signal: AbortSignal): Promise<void> {
  const { queue, request, pages, problems } = state;
  await addFirstPage(state, firstPage, signal);
  for (let link = queue.next(); link !== undefined; link = queue.next()) {
    request.onProgress(progressOf(state));
    if (isFull(state)) {
      problems.push(createLimitProblem(state, pages.length));
      return;
    }
    await visitLink(state, link, signal);
  }
}

async function addFirstPage(state: CrawlState, firstPage: VisitedPage, signal: AbortSignal): Promise<void> {
  const { context, queue } = state;
  const { page } = firstPage;
  const sitemap = page.isHtml ? undefined : await readSitemap(await page.read(signal));
  if (sitemap === undefined) addPage(state, firstPage, 0);
  else queue.add(sitemap.pages, 1);

  const folder = new URL(".", page.url).href;
  const isInside = (address: string) => sitemap !== undefined || address.startsWith(folder);
  const failures = await followSitemaps(
    context,
    {
      sitemaps: sitemap?.sitemaps ?? page.sitemaps,
      host: page.url.host,
      addPages: (addresses) => queue.add(addresses.filter(isInside), 1),
    },
    signal,
  );
  for (const { url, error } of failures) state.problems.push(describeProblem(url, error));
}

async function visitLink(state: CrawlState, { url, level }: Link, signal: AbortSignal): Promise<void> {
  const { context, request, queue } = state;
  const isLast = level >= request.depth;
  try {
    const visitedPage = await visitPage(context, { url, isLast, onlyHost: url.host, token: request.token }, signal);
    if (queue.claim(visitedPage.page.url)) addPage(state, visitedPage, level);
  } catch (error) {
    signal.throwIfAborted();
    if (!(error instanceof LydianError)) throw error;
    if (isLeftOut(error)) state.leftOut++;
    else state.problems.push(describeProblem(url.href, error));
  }
}

function addPage(state: CrawlState, page: VisitedPage, level: number): void {
  if (level < state.request.depth) state.queue.add(page.links, level + 1);
  if (page.isIndexed) state.pages.push(page);
  else state.leftOut++;
}

/** Returns whether the page is skipped without a problem: the site forbids it, or it leads to another site. */
function isLeftOut(error: LydianError): boolean {
  if (error instanceof HttpStatusError) return error.status >= 300 && error.status < 400;
  return error instanceof RobotsDisallowedError;
}

function isFull({ pages, request, context }: CrawlState): boolean {
  return pages.length >= request.maxPages || context.spool.sizeBytes() >= MAX_SPOOLED_BYTES;
}

function progressOf({ queue, pages, leftOut }: CrawlState): ListProgress {
  return { found: queue.size(), fetched: pages.length, leftOut };
}

function createLimitProblem({ request }: CrawlState, pageCount: number): SourceProblem {
  const { href } = request.start;
  return {
    label: href,
    uri: href,
    hidesOthers: true,
    code: "page-limit",
    message: `The crawl from ${href} stopped at its limit after ${pageCount} pages; there are more.`,
    hint: "Raise web.maxPages, or add a part of the site.",
  };
}

function createNoIndexError({ href }: URL): RobotsDisallowedError {
  return new RobotsDisallowedError(`The page ${href} forbids programs to index it (noindex).`, {
    hint: "Ask the owner of the site, or save the page with a browser and add the file.",
  });
}
