import robotsParser from "robots-parser";
import { HttpStatusError, LydianError, RobotsDisallowedError, RobotsUnreachableError } from "../../core/index.ts";
import { followRedirects } from "./follow-redirects.ts";
import type { Connection } from "./open-connection.ts";

/** RFC 9309 asks for at least 500 KiB. */
const MOST_BYTES = 1_048_576;
const LONGEST_DELAY_MS = 30_000;

/** What a site asks of programs. */
export interface RobotsRules {
  isAllowed(url: URL): boolean;
  /** At most half a minute, whatever it asks for; 0 if it asks for nothing. */
  readonly delayMs: number;
  readonly sitemaps: readonly string[];
}

export interface Robots {
  /**
   * The rules of a URL's site, asked for once.
   *
   * @throws {RobotsDisallowedError}  if they do not allow the URL
   * @throws {RobotsUnreachableError} if they can not be had for now
   */
  require(url: URL, signal: AbortSignal): Promise<RobotsRules>;
}

/**
 * Reads `robots.txt` as RFC 9309 says: a client error (4xx) allows everything, a server error, too many requests (429)
 * and no answer allow nothing.
 *
 * @param token  the program's own name, lower case
 */
export function createRobots(connection: Connection, token: string): Robots {
  const sites = new Map<string, Promise<RobotsRules | LydianError>>();
  return {
    require: async (url, signal) => {
      const { origin, href } = url;
      const reading = sites.get(origin) ?? readRules(connection, { origin, token }, signal);
      sites.set(origin, reading);
      const rules = await reading;
      if (rules instanceof Error) throw rules;
      if (rules.isAllowed(url)) return rules;
      throw new RobotsDisallowedError(`The site asks in ${origin}/robots.txt that ${href} is not read by programs.`, {
        hint: "Ask whoever runs the site, or save the page with a browser and add the file.",
      });
    },
  };
}

async function readRules(
  connection: Connection,
  { origin, token }: { readonly origin: string; readonly token: string },
  signal: AbortSignal,
): Promise<RobotsRules | LydianError> {
  const address = new URL("/robots.txt", origin);
  try {
    const response = await followRedirects({ start: address }, (url) => connection.get(url, {}, signal));
    const { status } = response;
    if (status >= 400 && status < 500 && status !== 429) {
      response.giveUp();
      return { isAllowed: () => true, delayMs: 0, sitemaps: [] };
    }
    if (status !== 200) {
      response.giveUp();
      throw new HttpStatusError(status, `The status was ${status}.`);
    }
    return parseRules(address, await readStart(response.read(Number.POSITIVE_INFINITY)), token);
  } catch (error) {
    signal.throwIfAborted();
    if (!(error instanceof LydianError)) throw error;
    return asUnreachable(address, error);
  }
}

function asUnreachable({ href }: URL, error: LydianError): LydianError {
  // That a name leads into a private network is no matter of its robots.txt.
  if (error.code === "private-address") return error;
  return new RobotsUnreachableError(`${href} can not be read now, so nothing of the site may be: ${error.message}`, {
    hint: "Try again later.",
    cause: error,
  });
}

function parseRules({ href }: URL, text: string, token: string): RobotsRules {
  const robots = robotsParser(href, text);
  const delaySeconds = Number(robots.getCrawlDelay(token) ?? 0);
  return {
    isAllowed: (url) => robots.isAllowed(url.href, token) !== false,
    delayMs: Number.isFinite(delaySeconds) ? Math.min(LONGEST_DELAY_MS, Math.max(0, delaySeconds * 1_000)) : 0,
    sitemaps: robots.getSitemaps(),
  };
}

/** What follows the limit is not read: rules beyond it do not count. */
async function readStart(body: AsyncGenerator<Uint8Array>): Promise<string> {
  const parts: Uint8Array[] = [];
  let sizeBytes = 0;
  for await (const part of body) {
    parts.push(part);
    sizeBytes += part.length;
    if (sizeBytes >= MOST_BYTES) break;
  }
  return Buffer.concat(parts)
    .subarray(0, MOST_BYTES)
    .toString("utf8")
    .replace(/^\uFEFF/, "");
}
