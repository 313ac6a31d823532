import {
  append,
  defined,
  InvalidArgumentError,
  LydianError,
  type SourceEntry,
  type SourceProblem,
  type SourceReader,
} from "../../core/index.ts";
import { type CrawlRequest, type CrawlResult, crawl } from "./crawl.ts";
import { createPace } from "./create-pace.ts";
import type { Resolve } from "./create-pinned-lookup.ts";
import { createRobots } from "./create-robots.ts";
import { createSpool } from "./create-spool.ts";
import { describeProblem } from "./describe-problem.ts";
import type { FetchContext } from "./fetch-page.ts";
import { isPrivateAddress } from "./is-private-address.ts";
import { namePages } from "./name-pages.ts";
import { normalizeUrl } from "./normalize-url.ts";
import { openConnection } from "./open-connection.ts";
import type { VisitedPage } from "./visit-page.ts";

export interface WebPageOptions {
  /** `name/version`, possibly with more text. The name is the one that robots.txt may mention. */
  readonly userAgent: string;
  /** Maximum time of one request, from its start to the last byte of its answer. */
  readonly timeoutMs: number;
  /** Minimum time between two requests to one host. A site may ask for more. */
  readonly delayMs: number;
  /** Maximum number of pages in a crawl. */
  readonly maxPages: number;
  /** Maximum size of one page after decompression. */
  readonly maxBytes: number;
  /** Allows pages in private networks and on this machine. */
  readonly allowPrivate: boolean;
  /** Function that looks up host names. Default: the operating system's. */
  readonly resolve?: Resolve;
  /** Returns whether an address is refused unless `allowPrivate` is set. Default: `isPrivateAddress`. */
  isRefused?(address: string): boolean;
}

/**
 * Creates a source reader for web pages: the given addresses and, with a depth, the pages of their hosts to which they
 * lead. It makes no other requests.
 *
 * - It connects to public addresses only, exactly to those that were checked, and checks every redirect.
 * - It obeys robots.txt (RFC 9309), `X-Robots-Tag`, `<meta name=robots>` and `rel=nofollow`, even for a single page.
 * - Pages are temporary files until `close`. A page whose version is stored already is not fetched again.
 * - The URI of a page is its canonical address on the same host, or else the address where its redirects ended.
 */
export function createWebPages(options: WebPageOptions): SourceReader {
  const token = options.userAgent.split(/[/\s]/, 1)[0]?.toLowerCase() ?? "";
  return {
    list: async (addresses, { depth = 0, known, onProgress }, signal) => {
      const context = openFetching(options, token, known);
      const entries = new Map<string, SourceEntry>();
      const problems: SourceProblem[] = [];
      try {
        for (const address of addresses) {
          const request = { depth, maxPages: options.maxPages, token, onProgress: onProgress ?? (() => undefined) };
          const result = await crawlFrom(context, address, request, signal);
          append(problems, result.problems);
          for (const [uri, page] of namePages(result.pages)) entries.set(uri, toEntry(uri, page));
        }
      } catch (error) {
        await context.spool.close();
        throw error;
      } finally {
        await context.connection.close();
      }

      const byUri = (a: SourceEntry, b: SourceEntry) => (a.uri < b.uri ? -1 : 1);
      return { entries: [...entries.values()].sort(byUri), problems, close: () => context.spool.close() };
    },
  };
}

function openFetching(options: WebPageOptions, token: string, known: FetchContext["known"]): FetchContext {
  const { allowPrivate, isRefused = isPrivateAddress } = options;
  const connection = openConnection({ ...options, isRefused: allowPrivate ? () => false : isRefused });
  const { delayMs, maxBytes } = options;
  const robots = createRobots(connection, token);
  return { connection, robots, pace: createPace(), spool: createSpool(), delayMs, maxBytes, known };
}

async function crawlFrom(
  context: FetchContext,
  address: string,
  request: Omit<CrawlRequest, "start">,
  signal: AbortSignal,
): Promise<CrawlResult> {
  signal.throwIfAborted();
  try {
    return await crawl(context, { ...request, start: checkUrl(address) }, signal);
  } catch (error) {
    signal.throwIfAborted();
    if (!(error instanceof LydianError)) throw error;
    return { pages: [], problems: [describeProblem(withoutCredentials(address), error)] };
  }
}

/**
 * Normalises the address that a user gave.
 *
 * @throws {InvalidArgumentError} if `normalizeUrl` rejects it; the message never repeats a password
 */
function checkUrl(address: string): URL {
  const url = normalizeUrl(address.trim());
  if (url !== undefined) return url;

  const hasCredentials = URL.canParse(address) && new URL(address).username + new URL(address).password !== "";
  if (hasCredentials) {
    throw new InvalidArgumentError("The address contains a user name or a password.", {
      hint: "Lydian reads public pages only. Download the page, and add the file.",
    });
  }
  throw new InvalidArgumentError(`${address.slice(0, 100)} is not a web address.`, {
    hint: "A web address begins with https:// or http:// and has up to 2,048 characters.",
  });
}

function withoutCredentials(address: string): string {
  if (!URL.canParse(address)) return address;
  const url = new URL(address);
  return url.username + url.password === "" ? address : `${url.protocol}//${url.host}${url.pathname}`;
}

function toEntry(uri: string, { page }: VisitedPage): SourceEntry {
  const { modifiedAt, sizeBytes, revision, charset, read } = page;
  return defined({ uri, label: uri, read, modifiedAt, sizeBytes, revision, charset });
}
