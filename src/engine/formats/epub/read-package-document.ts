import { posix } from "node:path";
import { LoadFailedError, type Metadata, type MetadataValue } from "../../../core/index.ts";
import { normalizeText } from "../../text/index.ts";
import { toIsoDate } from "../write/to-iso-date.ts";
import { childNamed, childrenNamed, descendantsNamed, firstNamed, xmlTextOf } from "../xml/find-elements.ts";
import { parseXml, type XmlElement } from "../xml/parse-xml.ts";
import type { Package } from "../zip/read-package.ts";

export interface Book {
  readonly title: string | undefined;
  readonly metadata: Metadata;
  readonly chapters: readonly Chapter[];
}

export interface Chapter {
  /** Address in the book, relative to its package document. */
  readonly href: string;
  /** Name of the part that contains the chapter. */
  readonly name: string;
}

/**
 * Reads the package document of an EPUB: title, metadata, and the chapters in the order of the spine, without the table
 * of contents.
 *
 * @throws {LoadFailedError} when it is missing
 */
export function readPackageDocument(parts: Package): Book {
  const container = parts.part("META-INF/container.xml");
  const rootFile = container === undefined ? undefined : firstNamed(parseXml(container), "rootfile");
  const path = rootFile?.attributes["full-path"] ?? parts.names.find((name) => /\.opf$/i.test(name)) ?? "";
  const bytes = parts.part(path);
  if (bytes === undefined) {
    throw new LoadFailedError("The e-book has no package document.", {
      hint: "Open it in Calibre or another editor of e-books, save it again, and add the new file.",
    });
  }
  const root = parseXml(bytes);
  const { title, metadata } = readMetadata(childNamed(root, "metadata"));
  return { title, metadata, chapters: readChapters(root, posix.dirname(path)) };
}

function readChapters(root: XmlElement, folder: string): readonly Chapter[] {
  const items = new Map(
    childrenNamed(childNamed(root, "manifest"), "item").map(({ attributes }) => [attributes.id ?? "", attributes]),
  );
  return childrenNamed(childNamed(root, "spine"), "itemref").flatMap(({ attributes }) => {
    const item = items.get(attributes.idref ?? "");
    const isText = /html/i.test(item?.["media-type"] ?? "");
    if (item?.href === undefined || !isText || /(^| )nav( |$)/.test(item.properties ?? "")) return [];
    return [{ href: item.href, name: posix.join(folder, decodeHref(item.href)) }];
  });
}

/** Decodes an address. A `%` that begins no code stays a `%`. */
function decodeHref(href: string): string {
  return href.replaceAll(/(?:%[0-9A-F]{2})+/gi, (codes) =>
    Buffer.from(codes.replaceAll("%", ""), "hex").toString("utf8"),
  );
}

function readMetadata(root: XmlElement | undefined): Omit<Book, "chapters"> {
  const all = (name: string) =>
    [...descendantsNamed(root, name)]
      .map((element) => normalizeText(xmlTextOf(element)).trim())
      .filter((text) => text !== "");
  const modified = [...descendantsNamed(root, "meta")].find(
    ({ attributes }) => attributes.property === "dcterms:modified",
  );
  const entries: readonly (readonly [string, MetadataValue | undefined])[] = [
    ["author", oneOrMore(all("dc:creator"))],
    ["language", all("dc:language")[0]],
    ["publisher", all("dc:publisher")[0]],
    ["description", all("dc:description")[0]],
    ["keywords", oneOrMore(all("dc:subject"))],
    ["date", all("dc:date").map(toIsoDate)[0]],
    ["modified", toIsoDate(xmlTextOf(modified).trim())],
  ];
  const filled = entries.flatMap(([key, value]) =>
    value === undefined || value === "" ? [] : [[key, value] as const],
  );
  return { title: all("dc:title")[0], metadata: Object.fromEntries(filled) };
}

function oneOrMore(values: readonly string[]): MetadataValue | undefined {
  return values.length > 1 ? values : values[0];
}
