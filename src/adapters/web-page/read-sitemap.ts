import { promisify } from "node:util";
import { gunzip } from "node:zlib";
import { SaxesParser } from "saxes";

/** The limits of sitemaps.org for one file, unpacked. */
const MOST_BYTES = 52_428_800;
const MOST_ADDRESSES = 50_000;
const PART_CHARACTERS = 65_536;

/** The addresses in a sitemap, as they stand there. */
export interface Sitemap {
  readonly pages: readonly string[];
  /** Of an index: further sitemaps. */
  readonly sitemaps: readonly string[];
}

/**
 * Reads a sitemap or an index of sitemaps, also one that is packed with gzip. No entity but XML's own is resolved. One
 * that is broken is read as far as it goes.
 *
 * @returns undefined for what is no sitemap, or is over 50 MiB
 */
export async function readSitemap(bytes: Uint8Array): Promise<Sitemap | undefined> {
  const unpacked = await unpack(bytes);
  if (unpacked === undefined || unpacked.length > MOST_BYTES) return undefined;
  const text = new TextDecoder().decode(unpacked);
  const reading = createReading();
  for (let at = 0; at < text.length && !reading.hasEnded(); at += PART_CHARACTERS) {
    reading.write(text.slice(at, at + PART_CHARACTERS));
  }
  return reading.found();
}

/** Packed files are known by their first two bytes, whatever they are called. */
async function unpack(bytes: Uint8Array): Promise<Uint8Array | undefined> {
  if (bytes[0] !== 0x1f || bytes[1] !== 0x8b) return bytes;
  return promisify(gunzip)(bytes, { maxOutputLength: MOST_BYTES }).catch((error: Error) => {
    if ("code" in error) return undefined;
    throw error;
  });
}

function createReading() {
  const found = { pages: [] as string[], sitemaps: [] as string[] };
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
    if (path.join("/") === "urlset/url/loc" && address !== "") found.pages.push(address);
    if (path.join("/") === "sitemapindex/sitemap/loc" && address !== "") found.sitemaps.push(address);
    hasEnded ||= found.pages.length + found.sitemaps.length >= MOST_ADDRESSES;
    path.pop();
  });
  return {
    write: (part: string) => void parser.write(part),
    hasEnded: () => hasEnded,
    found: (): Sitemap | undefined => (isSitemap ? found : undefined),
  };
}
