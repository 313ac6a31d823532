import type { Metadata } from "../../../core/index.ts";
import type { HtmlDocument } from "./parse-html.ts";
import { collapseSpace } from "./read-inline-text.ts";

export interface PageMetadata {
  readonly title: string | undefined;
  readonly metadata: Metadata;
}

const AUTHOR = [
  'meta[name="author"]',
  'meta[property="article:author"]',
  'meta[name="dc.creator"]',
  'meta[name="citation_author"]',
];
const DATE = [
  'meta[property="article:published_time"]',
  'meta[name="date"]',
  'meta[name="dc.date"]',
  'meta[itemprop="datePublished"]',
];
const MODIFIED = ['meta[property="article:modified_time"]', 'meta[name="last-modified"]'];
const ISO_DATE = /^\d{4}-\d{2}-\d{2}/;

/** Reads title, author, date, modified, language, canonical address and description from a page's head. */
export function readMetadata(document: HtmlDocument): PageMetadata {
  const read = (selectors: readonly string[], attribute = "content") =>
    selectors
      .map((selector) => collapseSpace(document.querySelector(selector)?.getAttribute(attribute) ?? ""))
      .find((value) => value !== "");
  const entries = {
    author: read(AUTHOR),
    date: toIsoDate(read(DATE) ?? read(["time[datetime]"], "datetime")),
    modified: toIsoDate(read(MODIFIED)),
    language: document.documentElement.getAttribute("lang")?.trim(),
    url: read(['link[rel="canonical"]'], "href") ?? read(['meta[property="og:url"]']),
    description: read(['meta[name="description"]', 'meta[property="og:description"]']),
  };
  const title =
    collapseSpace(document.querySelector("title")?.textContent ?? "") || read(['meta[property="og:title"]']);
  return { title, metadata: Object.fromEntries(Object.entries(entries).filter(hasValue)) };
}

function hasValue(entry: readonly [string, string | undefined]): entry is [string, string] {
  return entry[1] !== undefined && entry[1] !== "";
}

/** Converts a time to UTC; a day stays a day. Other spellings are left out rather than guessed. */
function toIsoDate(value: string | undefined): string | undefined {
  if (value === undefined || !ISO_DATE.test(value)) return undefined;
  const time = new Date(value);
  if (Number.isNaN(time.getTime())) return undefined;
  return value.length === 10 ? value : time.toISOString();
}
