import robotsParser from "robots-parser";
import { HttpStatusError, LydianError, RobotsDisallowedError, RobotsUnreachableError } from "../../core/index.ts";
import { followRedirects } from "./follow-redirects.ts";
import type { Connection } from "./open-connection.ts";

/** Maximum size that is read. RFC 9309 (section 2.5) requires at least 500 KiB. */
const MAX_BYTES = 512_000;
/**
 * Maximum number of steps of comparing one address with all rules, about 0.2 seconds. A rule with `*` takes its length
 * times the length of the address, any other one about the length of the address.
 */
const MAX_STEPS = 20_000_000;
const MAX_DELAY_MS = 30_000;

/** Rules of a site's robots.txt for this program. */
export interface RobotsRules {
  isAllowed(url: URL): boolean;
  /** Minimum time between two requests, at most 30 seconds; 0 if the site sets none. */
  readonly delayMs: number;
  readonly sitemaps: readonly string[];
}

export interface Robots {
  /**
   * Returns the rules of a URL's site, which are fetched once.
   *
   * @throws {RobotsDisallowedError}  if they forbid the URL
   * @throws {RobotsUnreachableError} if they cannot be fetched at the moment
   */
  require(url: URL, signal: AbortSignal): Promise<RobotsRules>;
}

/**
 * Reads `robots.txt` according to RFC 9309. A client error (4xx) allows everything. A server error, too many requests
 * (429) and no answer allow nothing.
 *
 * @param token  lower-case name of this program
 */
export function createRobots(connection: Connection, token: string): Robots {
  const sites = new Map<string, Promise<RobotsRules | LydianError>>();
  return {
    require: async (url, signal) => {
      const { origin, href } = url;
      const pendingRules = sites.get(origin) ?? readRules(connection, origin, token, signal);
      sites.set(origin, pendingRules);
      const rules = await pendingRules;
      if (rules instanceof Error) throw rules;
      if (rules.isAllowed(url)) return rules;
      throw new RobotsDisallowedError(`${origin}/robots.txt forbids programs to read ${href}.`, {
        hint: "Ask the owner of the site, or save the page with a browser and add the file.",
      });
    },
  };
}

async function readRules(
  connection: Connection,
  origin: string,
  token: string,
  signal: AbortSignal,
): Promise<RobotsRules | LydianError> {
  const address = new URL("/robots.txt", origin);
  try {
    const response = await followRedirects({ start: address }, (url) => connection.get(url, {}, signal));
    const { status } = response;
    if (status >= 400 && status < 500 && status !== 429) {
      response.discard();
      return { isAllowed: () => true, delayMs: 0, sitemaps: [] };
    }
    if (status !== 200) {
      response.discard();
      throw new HttpStatusError(status, `The status was ${status}.`);
    }
    return parseRules(address, await readStart(response.read(Number.POSITIVE_INFINITY)), token);
  } catch (error) {
    signal.throwIfAborted();
    if (!(error instanceof LydianError)) throw error;
    return toUnreachable(address, error);
  }
}

function toUnreachable({ href }: URL, error: LydianError): LydianError {
  // A private address has nothing to do with robots.txt, so its own error is the better one.
  if (error.code === "private-address") return error;
  return new RobotsUnreachableError(`${href} cannot be read, so no page of the site may be read: ${error.message}`, {
    hint: "Retry later.",
    cause: error,
  });
}

function parseRules({ href }: URL, text: string, token: string): RobotsRules {
  const robots = robotsParser(href, text);
  const maxLength = maxAddressLength(text);
  const delaySeconds = Number(robots.getCrawlDelay(token) ?? 0);
  return {
    isAllowed: ({ href: address }) => address.length <= maxLength && robots.isAllowed(address, token) !== false,
    delayMs: Number.isFinite(delaySeconds) ? Math.min(MAX_DELAY_MS, Math.max(0, delaySeconds * 1_000)) : 0,
    sitemaps: robots.getSitemaps(),
  };
}

/**
 * Returns the maximum length of an address that these rules are compared with, so that many or long rules take no
 * longer. Longer ones are forbidden.
 */
function maxAddressLength(text: string): number {
  const lines = text.split(/[\r\n]+/);
  const stepsPerCharacter = lines.reduce((steps, line) => steps + (line.includes("*") ? line.length : 1), 0);
  return Math.floor(MAX_STEPS / stepsPerCharacter);
}

/** Reads the start of a file up to the limit. Rules after the limit are ignored. */
async function readStart(body: AsyncGenerator<Uint8Array>): Promise<string> {
  const parts: Uint8Array[] = [];
  let sizeBytes = 0;
  for await (const part of body) {
    parts.push(part);
    sizeBytes += part.length;
    if (sizeBytes >= MAX_BYTES) break;
  }
  return Buffer.concat(parts)
    .subarray(0, MAX_BYTES)
    .toString("utf8")
    .replace(/^\uFEFF/, "");
}
