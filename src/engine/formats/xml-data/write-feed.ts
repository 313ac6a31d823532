import type { Metadata } from "../../../core/index.ts";
import { readHtmlFragment } from "../html/read-html-text.ts";
import type { TextWriter } from "../write/create-text-writer.ts";
import { toIsoTime } from "../write/to-iso-time.ts";
import { childElements, xmlTextOf } from "../xml/find-elements.ts";
import type { XmlElement } from "../xml/parse-xml.ts";

interface Part {
  readonly element: XmlElement;
  readonly path: string;
}

/** Elements that may hold an entry's text. Only the longest is read, since a summary repeats it. */
const BODIES = ["encoded", "content", "description", "summary"];
const LABELLED: readonly (readonly [string, readonly string[]])[] = [
  ["Date", ["pubDate", "published", "date", "updated"]],
  ["Author", ["creator", "author"]],
  ["Link", ["link"]],
];

export function isFeed(root: XmlElement): boolean {
  return (
    localName(root) === "rss" ||
    localName(root) === "feed" ||
    (localName(root) === "RDF" && childrenNamed(root, "channel").length > 0)
  );
}

export interface FeedProperties {
  readonly title?: string;
  readonly metadata: Metadata;
}

/** Writes a feed: each entry under its title, with date, author, link and categories, and the text of its HTML. */
export function writeFeed(writer: TextWriter, root: XmlElement): FeedProperties {
  const [channel = root] = childrenNamed(root, "channel");
  const base = channel === root ? `/${root.name}` : `/${root.name}/${channel.name}`;
  const title = textOf(channel, "title");
  const location = { anchor: base };
  if (title !== "") writer.addBlock({ kind: "heading", level: 1, text: title, location });
  writeBody(writer, { element: channel, path: base }, ["description", "subtitle"]);
  for (const part of entriesOf(root, channel, base)) writeEntry(writer, part);
  const metadata = readMetadata(channel);
  return title === "" ? { metadata } : { title, metadata };
}

function readMetadata(channel: XmlElement): Metadata {
  const first = (names: readonly string[]) => names.map((name) => textOf(channel, name)).find((text) => text !== "");
  const entries = {
    author: first(["managingEditor", "creator", "author"]),
    language: channel.attributes["xml:lang"]?.trim() || first(["language"]),
    date: toIsoTime(first(["pubDate", "published", "date"])),
    modified: toIsoTime(first(["lastBuildDate", "updated"])),
    url: linkOf(channel),
  };
  return Object.fromEntries(
    Object.entries(entries).flatMap(([key, value]) => (value === undefined || value === "" ? [] : [[key, value]])),
  );
}

/** Returns the entries of a feed. RSS 1.0 puts its items beside the channel. */
function entriesOf(root: XmlElement, channel: XmlElement, base: string): readonly Part[] {
  const parent = childrenNamed(channel, "item").length > 0 || localName(root) === "feed" ? channel : root;
  const path = parent === channel ? base : `/${root.name}`;
  const entries = [...childrenNamed(parent, "item"), ...childrenNamed(parent, "entry")];
  return entries.map((element, index) => ({ element, path: `${path}/${element.name}[${index + 1}]` }));
}

function writeEntry(writer: TextWriter, part: Part): void {
  const { element, path } = part;
  const title = textOf(element, "title");
  writer.addBlock({ kind: "heading", level: 2, text: title === "" ? path : title, location: { anchor: path } });
  const lines = LABELLED.flatMap(([label, names]) => {
    const text =
      label === "Link" ? linkOf(element) : names.map((name) => textOf(element, name)).find((value) => value !== "");
    return text === undefined || text === "" ? [] : [`${label}: ${text}`];
  });
  const categories = childrenNamed(element, "category").map(categoryOf).filter(Boolean);
  if (categories.length > 0) lines.push(`Categories: ${categories.join(", ")}`);
  writer.addBlock({ kind: "code", text: lines.join("\n") });
  writeBody(writer, part, BODIES);
}

function writeBody(writer: TextWriter, { element, path }: Part, names: readonly string[]): void {
  const bodies = names.flatMap((name) => childrenNamed(element, name).map(bodySource));
  const longest = bodies.reduce((best, body) => (body.length > best.length ? body : best), "");
  const span = longest.trim() === "" ? undefined : writer.addWritten(readHtmlFragment(longest));
  if (span !== undefined) writer.locate(span, { anchor: path });
}

/** Returns the HTML of a body. Atom's XHTML consists of elements; elsewhere the HTML is text. */
function bodySource(body: XmlElement): string {
  const isMarkup = body.attributes.type === "xhtml";
  return isMarkup ? body.children.map(toMarkup).join("") : xmlTextOf(body);
}

function toMarkup(node: XmlElement | string): string {
  if (typeof node === "string") return node.replaceAll("&", "&amp;").replaceAll("<", "&lt;");
  return `<${localName(node)}>${node.children.map(toMarkup).join("")}</${localName(node)}>`;
}

function linkOf(element: XmlElement): string {
  const links = childrenNamed(element, "link").map((link) => {
    const { rel = "alternate", href = "" } = link.attributes;
    return { isMain: rel === "alternate", address: xmlTextOf(link).trim() || href };
  });
  return links.find(({ isMain, address }) => isMain && address !== "")?.address ?? "";
}

function categoryOf(category: XmlElement): string {
  return collapse(xmlTextOf(category)) || (category.attributes.term ?? "");
}

function textOf(element: XmlElement, name: string): string {
  const [child] = childrenNamed(element, name);
  return child === undefined ? "" : collapse(readHtmlFragment(xmlTextOf(child)).text);
}

function collapse(text: string): string {
  return text.replaceAll(/\s+/g, " ").trim();
}

/** Finds children by name without prefix: `content:encoded` may be `ns3:encoded` in a file. */
function childrenNamed(element: XmlElement, name: string): readonly XmlElement[] {
  return childElements(element).filter((child) => localName(child) === name);
}

function localName({ name }: XmlElement): string {
  return name.slice(name.indexOf(":") + 1);
}
