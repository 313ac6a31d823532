import { createReadStream } from "node:fs";
import { readFile } from "node:fs/promises";
import {
  FileUnreadableError,
  type KnownVersion,
  type ListOptions,
  UnsupportedMediaTypeError,
} from "../../core/index.ts";
import type { Pace } from "./create-pace.ts";
import type { Robots, RobotsRules } from "./create-robots.ts";
import type { Spool } from "./create-spool.ts";
import { describeStatus } from "./describe-web-failure.ts";
import { followRedirects } from "./follow-redirects.ts";
import type { Connection } from "./open-connection.ts";
import { requestPolitely } from "./request-politely.ts";
import type { WebResponse } from "./web-response.ts";

/** Media types that no loader reads, most of them large. */
const UNREAD_TYPES = /^(image|audio|video|font|model)\/|^application\/(wasm|x-msdownload|vnd\.android)|^text\/css$/;
const HTML_TYPES = /^(text\/html|application\/xhtml\+xml)$/;

const ETAG = "etag: ";
const LAST_MODIFIED = "last-modified: ";

/** Services that fetching needs, one set for each listing. */
export interface FetchContext {
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
  /**
   * True if the page's links are not followed. If they are, an unchanged page can be used only if its bytes are stored.
   */
  readonly isLast: boolean;
  /** Host that a link may not leave: a redirect to another host is not followed, and is an error with its status. */
  readonly onlyHost?: string;
}

export interface FetchedPage {
  /** Address where the redirects ended. */
  readonly url: URL;
  readonly isHtml: boolean;
  readonly charset: string | undefined;
  readonly revision: string | undefined;
  /** Time of the last change, ISO 8601 in UTC. */
  readonly modifiedAt: string | undefined;
  readonly sizeBytes: number | undefined;
  /** Values of `X-Robots-Tag`. */
  readonly robotsTags: readonly string[];
  /** Sitemaps that the site's robots.txt names. */
  readonly sitemaps: readonly string[];
  /** Yields the bytes in parts, for readers that may stop early. */
  stream(): AsyncIterable<Uint8Array>;
  read(signal: AbortSignal): Promise<Uint8Array>;
}

/**
 * Fetches one page into a temporary file. It follows redirects and obeys the site's rules. If this version of the page
 * is stored already, the stored bytes are used.
 *
 * @throws {LydianError} if the page cannot be fetched
 */
export async function fetchPage(
  context: FetchContext,
  request: PageRequest,
  signal: AbortSignal,
): Promise<FetchedPage> {
  let rules: RobotsRules | undefined;
  let storedPage: StoredPage | undefined;
  const response = await followRedirects({ start: request.url, onlyHost: request.onlyHost }, async (url) => {
    rules = await context.robots.require(url, signal);
    storedPage = await findStored(context, { url, isLast: request.isLast }, signal);
    const headers = storedPage === undefined ? {} : conditionsOf(storedPage.version.revision);
    const delayMs = Math.max(context.delayMs, rules.delayMs);
    return requestPolitely(context, { url, headers, delayMs }, signal);
  });

  const properties = { ...describe(response), sitemaps: rules?.sitemaps ?? [] };
  if (response.status === 304 && storedPage !== undefined) {
    response.discard();
    return { ...properties, ...openStored(properties.url, storedPage) };
  }
  return { ...properties, ...(await download(context, response, signal)) };
}

interface StoredPage {
  readonly version: KnownVersion;
  readonly original: Uint8Array | undefined;
}

async function findStored(
  { known }: FetchContext,
  { url, isLast }: PageRequest,
  signal: AbortSignal,
): Promise<StoredPage | undefined> {
  const version = await known?.(url.href, signal);
  if (version === undefined) return undefined;
  const original = await version.readOriginal(signal);
  return original === undefined && !isLast ? undefined : { version, original };
}

function describe(response: WebResponse) {
  const [type = ""] = response.headers("content-type");
  const mediaType = type.split(";", 1)[0]?.trim().toLowerCase() ?? "";
  const modifiedMs = Date.parse(response.headers("last-modified")[0] ?? "");
  return {
    url: response.url,
    isHtml: HTML_TYPES.test(mediaType) || mediaType === "",
    mediaType,
    charset: /;\s*charset\s*=\s*["']?([\w:.-]+)/i.exec(type)?.[1],
    revision: readRevision(response),
    modifiedAt: Number.isNaN(modifiedMs) ? undefined : new Date(modifiedMs).toISOString(),
    robotsTags: response.headers("x-robots-tag"),
  };
}

/** Returns the version of a page as the header that names it: `etag: "abc"`, or else `last-modified: …`. */
function readRevision({ headers }: WebResponse): string | undefined {
  const [etag] = headers("etag");
  if (etag !== undefined) return ETAG + etag;
  const [lastModified] = headers("last-modified");
  return lastModified === undefined ? undefined : LAST_MODIFIED + lastModified;
}

/** Returns the headers that request a page only if its version differs from this one. */
function conditionsOf(revision: string): Readonly<Record<string, string>> {
  if (revision.startsWith(ETAG)) return { "if-none-match": revision.slice(ETAG.length) };
  if (revision.startsWith(LAST_MODIFIED)) return { "if-modified-since": revision.slice(LAST_MODIFIED.length) };
  return {};
}

/** Returns the stored bytes. The media type is detected from the bytes, because the answer 304 need not state it. */
function openStored({ href }: URL, { version, original }: StoredPage) {
  return {
    revision: version.revision,
    isHtml: original !== undefined && /<(html|head|body|a)[\s>]/i.test(Buffer.from(original).toString("latin1")),
    sizeBytes: original?.length,
    stream: () => streamOf(original ?? new Uint8Array()),
    read: async () => {
      if (original !== undefined) return original;
      throw new FileUnreadableError(`The page ${href} is unchanged, and its bytes are not stored.`, {
        hint: "Set ingest.keepOriginals to true, or remove the document and add it again.",
      });
    },
  };
}

async function* streamOf(bytes: Uint8Array): AsyncGenerator<Uint8Array> {
  yield bytes;
}

async function download({ spool, maxBytes }: FetchContext, response: WebResponse, signal: AbortSignal) {
  const { url, status } = response;
  const { mediaType } = describe(response);
  const refusal = status === 200 || status === 203 ? refuseType(url, mediaType) : describeStatus(response);
  if (refusal !== undefined) {
    response.discard();
    throw refusal;
  }

  const file = await spool.write(response.read(maxBytes), signal);
  return {
    sizeBytes: file.sizeBytes,
    stream: () => createReadStream(file.path),
    read: async (readSignal: AbortSignal) => new Uint8Array(await readFile(file.path, { signal: readSignal })),
  };
}

function refuseType({ href }: URL, mediaType: string): UnsupportedMediaTypeError | undefined {
  if (!UNREAD_TYPES.test(mediaType)) return undefined;
  return new UnsupportedMediaTypeError(`The page ${href} is ${mediaType}, which no loader reads.`, {
    hint: "Add a page with text. docs/reference/formats.md lists all formats.",
  });
}
