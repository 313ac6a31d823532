import { defined, LydianError, type SourceEntry, type SourceProblem, type SourceReader } from "../../core/index.ts";
import { checkUrl } from "./check-url.ts";
import { crawl } from "./crawl.ts";
import { createPace } from "./create-pace.ts";
import type { Resolve } from "./create-pinned-lookup.ts";
import { createRobots } from "./create-robots.ts";
import { createSpool } from "./create-spool.ts";
import { describeProblem } from "./describe-problem.ts";
import type { Fetching } from "./fetch-page.ts";
import { isPrivateAddress } from "./is-private-address.ts";
import { namePages } from "./name-pages.ts";
import { openConnection } from "./open-connection.ts";
import type { VisitedPage } from "./visit-page.ts";

export interface WebPageOptions {
  /** `name/version`, or more; the name is what robots.txt may mention. */
  readonly userAgent: string;
  /** For one request, from its start to the last byte of its answer. */
  readonly timeoutMs: number;
  /** Between two requests to one host; a site may ask for more. */
  readonly delayMs: number;
  /** Of a crawl. */
  readonly maxPages: number;
  /** Of one page, decompressed. */
  readonly maxBytes: number;
  /** Whether pages may lie in private networks and on this machine. */
  readonly allowPrivate: boolean;
  /** Default: the operating system's. */
  readonly resolve?: Resolve;
  /** Which addresses are refused unless `allowPrivate`; default `isPrivateAddress`. */
  isRefused?(address: string): boolean;
}

/**
 * Reads pages of the web: the addresses that it is given, and with a depth the pages of their hosts that they lead to. It
 * makes no other request.
 *
 * - Only public addresses are connected to, checked at each redirect, and only to the very address that was checked.
 * - robots.txt (RFC 9309), `X-Robots-Tag`, `<meta name=robots>` and `rel=nofollow` are followed, also for a single page.
 * - Pages lie in temporary files until `close`. A page that is known in this version is not fetched again.
 * - A page's URI is its canonical address on the same host, else where its redirects ended.
 */
export function createWebPages(options: WebPageOptions): SourceReader {
  const token = options.userAgent.split(/[/\s]/, 1)[0]?.toLowerCase() ?? "";
  return {
    list: async (addresses, { depth = 0, known, onProgress }, signal) => {
      const fetching = openFetching(options, token, known);
      const entries = new Map<string, SourceEntry>();
      const problems: SourceProblem[] = [];
      try {
        for (const address of addresses) {
          const request = { depth, maxPages: options.maxPages, token, onProgress: onProgress ?? (() => undefined) };
          const found = await crawlFrom(fetching, { ...request, address }, signal);
          problems.push(...found.problems);
          for (const [uri, visited] of namePages(found.pages)) entries.set(uri, asEntry(uri, visited));
        }
      } catch (error) {
        await fetching.spool.close();
        throw error;
      } finally {
        await fetching.connection.close();
      }
      const byUri = (a: SourceEntry, b: SourceEntry) => (a.uri < b.uri ? -1 : 1);
      return { entries: [...entries.values()].sort(byUri), problems, close: () => fetching.spool.close() };
    },
  };
}

function openFetching(options: WebPageOptions, token: string, known: Fetching["known"]): Fetching {
  const { allowPrivate, isRefused = isPrivateAddress } = options;
  const connection = openConnection({ ...options, isRefused: allowPrivate ? () => false : isRefused });
  const { delayMs, maxBytes } = options;
  const robots = createRobots(connection, token);
  return { connection, robots, pace: createPace(), spool: createSpool(), delayMs, maxBytes, known };
}

async function crawlFrom(
  fetching: Fetching,
  { address, ...request }: Omit<Parameters<typeof crawl>[1], "start"> & { readonly address: string },
  signal: AbortSignal,
): Promise<Pick<Awaited<ReturnType<typeof crawl>>, "pages" | "problems">> {
  signal.throwIfAborted();
  try {
    return await crawl(fetching, { ...request, start: checkUrl(address) }, signal);
  } catch (error) {
    signal.throwIfAborted();
    if (!(error instanceof LydianError)) throw error;
    return { pages: [], problems: [describeProblem(withoutCredentials(address), error)] };
  }
}

function withoutCredentials(address: string): string {
  if (!URL.canParse(address)) return address;
  const url = new URL(address);
  return url.username + url.password === "" ? address : `${url.protocol}//${url.host}${url.pathname}`;
}

function asEntry(uri: string, { page }: VisitedPage): SourceEntry {
  const { modifiedAt, sizeBytes, revision, charset, read } = page;
  return defined({ uri, label: uri, read, modifiedAt, sizeBytes, revision, charset });
}
