import { promisify } from "node:util";
import { gunzip } from "node:zlib";
import { SaxesParser } from "saxes";

/** Limits of sitemaps.org for one decompressed file. */
const MAX_BYTES = 52_428_800;
const MAX_ADDRESSES = 50_000;
const PART_CHARACTERS = 65_536;

/** Addresses in a sitemap, as they are written there. */
export interface Sitemap {
  readonly pages: readonly string[];
  /** Further sitemaps, if it is an index. */
  readonly sitemaps: readonly string[];
}

/**
 * Reads a sitemap or an index of sitemaps, possibly compressed with gzip. Only XML's own entities are resolved. A
 * broken one is read up to the first error.
 *
 * @returns undefined if the file is not a sitemap, or exceeds 50 MiB
 */
export async function readSitemap(bytes: Uint8Array): Promise<Sitemap | undefined> {
  const xml = await decompress(bytes);
  if (xml === undefined || xml.length > MAX_BYTES) return undefined;

  const text = new TextDecoder().decode(xml);
  const parser = createSitemapParser();
  for (let start = 0; start < text.length && !parser.hasEnded(); start += PART_CHARACTERS) {
    parser.write(text.slice(start, start + PART_CHARACTERS));
  }
  return parser.result();
}

/**
 * Decompresses a gzip file, which is recognised by its first two bytes. Returns undefined if it is broken or too large.
 */
async function decompress(bytes: Uint8Array): Promise<Uint8Array | undefined> {
  if (bytes[0] !== 0x1f || bytes[1] !== 0x8b) return bytes;
  return promisify(gunzip)(bytes, { maxOutputLength: MAX_BYTES }).catch((error: Error) => {
    if ("code" in error) return undefined;
    throw error;
  });
}

function createSitemapParser() {
  const pages: string[] = [];
  const sitemaps: string[] = [];
  const path: string[] = [];
  let text = "";
  let hasEnded = false;
  let isSitemap = false;

  const parser = new SaxesParser();
  parser.on("error", () => {
    hasEnded = true;
  });
  parser.on("opentag", ({ name }) => {
    path.push(name.slice(name.indexOf(":") + 1));
    text = "";
    if (path.length > 1) return;
    isSitemap = path[0] === "urlset" || path[0] === "sitemapindex";
    hasEnded = !isSitemap;
  });
  parser.on("text", (part) => {
    text += part;
  });
  parser.on("closetag", () => {
    const address = hasEnded ? "" : text.trim();
    if (path.join("/") === "urlset/url/loc" && address !== "") pages.push(address);
    if (path.join("/") === "sitemapindex/sitemap/loc" && address !== "") sitemaps.push(address);
    hasEnded ||= pages.length + sitemaps.length >= MAX_ADDRESSES;
    path.pop();
  });

  return {
    write: (part: string) => void parser.write(part),
    hasEnded: () => hasEnded,
    result: (): Sitemap | undefined => (isSitemap ? { pages, sitemaps } : undefined),
  };
}
