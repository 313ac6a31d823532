import { createReadStream } from "node:fs";
import { readFile } from "node:fs/promises";
import {
  FileUnreadableError,
  type KnownVersion,
  type ListOptions,
  UnsupportedMediaTypeError,
} from "../../core/index.ts";
import { askPolitely } from "./ask-politely.ts";
import type { Pace } from "./create-pace.ts";
import type { Robots, RobotsRules } from "./create-robots.ts";
import type { Spool } from "./create-spool.ts";
import { describeStatus } from "./describe-status.ts";
import { followRedirects } from "./follow-redirects.ts";
import type { Connection, WebResponse } from "./open-connection.ts";
import { conditionsOf, readRevision } from "./page-revision.ts";

/** What no loader reads, and what would be large. */
const UNREAD_TYPES = /^(image|audio|video|font|model)\/|^application\/(wasm|x-msdownload|vnd\.android)|^text\/css$/;
const HTML_TYPES = /^(text\/html|application\/xhtml\+xml)$/;

/** What fetching needs; one for a listing. */
export interface Fetching {
  readonly connection: Connection;
  readonly robots: Robots;
  readonly pace: Pace;
  readonly spool: Spool;
  readonly delayMs: number;
  readonly maxBytes: number;
  readonly known: ListOptions["known"] | undefined;
}

export interface PageRequest {
  readonly url: URL;
  /** Whether its links matter, so that a page which is unchanged is worth nothing without its bytes. */
  readonly isLast: boolean;
  /** Of a link that was found: a redirect to another host is not followed, and is an error with its status. */
  readonly onlyHost?: string;
}

export interface FetchedPage {
  /** Where the redirects ended. */
  readonly url: URL;
  readonly isHtml: boolean;
  readonly charset: string | undefined;
  readonly revision: string | undefined;
  /** ISO 8601, UTC. */
  readonly modifiedAt: string | undefined;
  readonly sizeBytes: number | undefined;
  /** The values of `X-Robots-Tag`. */
  readonly robotsTags: readonly string[];
  /** Those that the site's robots.txt names. */
  readonly sitemaps: readonly string[];
  /** At most the first bytes, for what does not need more. */
  stream(): AsyncIterable<Uint8Array>;
  read(signal: AbortSignal): Promise<Uint8Array>;
}

/**
 * Fetches one page into a temporary file, through its redirects, within the site's rules, unless it is known in this
 * very version: then its bytes are those that are stored.
 *
 * @throws {LydianError} that says why it can not be had
 */
export async function fetchPage(fetching: Fetching, ask: PageRequest, signal: AbortSignal): Promise<FetchedPage> {
  let rules: RobotsRules | undefined;
  let stored: StoredPage | undefined;
  const response = await followRedirects({ start: ask.url, onlyHost: ask.onlyHost }, async (url) => {
    rules = await fetching.robots.require(url, signal);
    stored = await findStored(fetching, { url, isLast: ask.isLast }, signal);
    const headers = stored === undefined ? {} : conditionsOf(stored.known.revision);
    const delayMs = Math.max(fetching.delayMs, rules.delayMs);
    return askPolitely(fetching, { url, headers, delayMs }, signal);
  });
  const about = { ...describe(response), sitemaps: rules?.sitemaps ?? [] };
  if (response.status === 304 && stored !== undefined) {
    response.giveUp();
    return { ...about, ...asStored(about.url, stored) };
  }
  return { ...about, ...(await download(fetching, response, signal)) };
}

interface StoredPage {
  readonly known: KnownVersion;
  readonly original: Uint8Array | undefined;
}

async function findStored(
  { known }: Fetching,
  { url, isLast }: PageRequest,
  signal: AbortSignal,
): Promise<StoredPage | undefined> {
  const version = await known?.(url.href, signal);
  if (version === undefined) return undefined;
  const original = await version.readOriginal(signal);
  return original === undefined && !isLast ? undefined : { known: version, original };
}

function describe(response: WebResponse) {
  const [type = ""] = response.headers("content-type");
  const mediaType = type.split(";", 1)[0]?.trim().toLowerCase() ?? "";
  const modified = Date.parse(response.headers("last-modified")[0] ?? "");
  return {
    url: response.url,
    isHtml: HTML_TYPES.test(mediaType) || mediaType === "",
    mediaType,
    charset: /;\s*charset\s*=\s*["']?([\w:.-]+)/i.exec(type)?.[1],
    revision: readRevision(response),
    modifiedAt: Number.isNaN(modified) ? undefined : new Date(modified).toISOString(),
    robotsTags: response.headers("x-robots-tag"),
  };
}

/** An answer that says "unchanged" need not repeat what kind of page it is. */
function asStored({ href }: URL, { known, original }: StoredPage) {
  return {
    revision: known.revision,
    isHtml: original !== undefined && /<(html|head|body|a)[\s>]/i.test(Buffer.from(original).toString("latin1")),
    sizeBytes: original?.length,
    stream: () => oneOf(original ?? new Uint8Array()),
    read: async () => {
      if (original !== undefined) return original;
      throw new FileUnreadableError(`The page ${href} is unchanged, and its bytes are not stored.`, {
        hint: "Set ingest.keepOriginals to true, or remove the document and add it again.",
      });
    },
  };
}

async function* oneOf(bytes: Uint8Array): AsyncGenerator<Uint8Array> {
  yield bytes;
}

async function download({ spool, maxBytes }: Fetching, response: WebResponse, signal: AbortSignal) {
  const { url, status } = response;
  const { mediaType } = describe(response);
  const refusal = status === 200 || status === 203 ? refuseType(url, mediaType) : describeStatus(response);
  if (refusal !== undefined) {
    response.giveUp();
    throw refusal;
  }
  const file = await spool.write(response.read(maxBytes), signal);
  return {
    sizeBytes: file.sizeBytes,
    stream: () => createReadStream(file.path),
    read: async (reading: AbortSignal) => new Uint8Array(await readFile(file.path, { signal: reading })),
  };
}

function refuseType({ href }: URL, mediaType: string): UnsupportedMediaTypeError | undefined {
  if (!UNREAD_TYPES.test(mediaType)) return undefined;
  return new UnsupportedMediaTypeError(`The page ${href} is ${mediaType}, which no loader reads.`, {
    hint: "Add a page with text; docs/reference/formats.md lists what is read.",
  });
}
