import GithubSlugger from "github-slugger";
import { defined, type Element, type LocatedSpan } from "../../../core/index.ts";
import { type BlockCollector, createBlockCollector } from "./collect-blocks.ts";
import { type HtmlElement, type HtmlNode, isElement } from "./parse-html.ts";
import { isInline } from "./read-inline-text.ts";
import { renderTable } from "./render-html-table.ts";
import { walkNodes } from "./walk-nodes.ts";

export interface RenderedText {
  readonly text: string;
  readonly elements: readonly Element[];
  readonly locations: readonly LocatedSpan[];
}

/** Link texts that mean nothing without the address. */
const POINTING = /^(here|click here|this|this (link|page)|link|download|more|read more|see more)$/i;
const HEADING = /^H([1-6])$/;

/**
 * Renders a page as readable text: blocks between blank lines, lists with bullets and numbers, tables as Markdown
 * tables, code and line breaks unchanged. A link is its text, with the address only after words like "here".
 *
 * Anchors are the ids of the page, or the slug of a heading without an id.
 */
export function renderText(root: HtmlElement): RenderedText {
  const collector = createBlockCollector();
  walkNodes(
    root,
    (node) => enter(node, collector),
    (node) => leave(node, collector),
  );
  return joinBlocks(collector);
}

function enter(node: HtmlNode, collector: BlockCollector): boolean {
  if (node.nodeType === 3) collector.addText(node.nodeValue ?? "");
  if (!isElement(node)) return node.firstChild !== null && node.nodeType !== 3;
  const tag = node.tagName.toUpperCase();
  if (!isInline(tag) && tag !== "BR") collector.endBlock();
  collector.passAnchor(node.getAttribute("id") ?? (tag === "A" ? node.getAttribute("name") : null));
  return readElement(node, tag, collector);
}

/** Reads what an element says by itself. Returns false if its children were read with it. */
function readElement(element: HtmlElement, tag: string, collector: BlockCollector): boolean {
  switch (tag) {
    case "BR":
      collector.addBreak();
      return true;
    case "IMG":
      collector.addText(` ${element.getAttribute("alt") ?? ""} `);
      return true;
    case "UL":
    case "OL":
      collector.enterList(tag === "OL", Number(element.getAttribute("start") ?? "1"));
      return true;
    case "LI":
      collector.enterItem();
      return true;
    case "BLOCKQUOTE":
      collector.enterQuote();
      return true;
    case "PRE":
      collector.addCode(element.textContent ?? "");
      return false;
    case "TABLE":
      return !addTable(element, collector);
    default:
      return true;
  }
}

/** Adds a data table. Returns false for a table that only lays out the page. */
function addTable(element: HtmlElement, collector: BlockCollector): boolean {
  const table = renderTable(element);
  if (table !== undefined) collector.addTable(table);
  return table !== undefined;
}

function leave(node: HtmlNode, collector: BlockCollector): void {
  if (!isElement(node)) return;
  const tag = node.tagName.toUpperCase();
  const level = HEADING.exec(tag)?.[1];
  if (level !== undefined) collector.endBlock(Number(level));
  else if (tag === "A") addAddress(node, collector);
  else if (!isInline(tag) && tag !== "BR") collector.endBlock();
  if (tag === "UL" || tag === "OL") collector.leaveList();
  if (tag === "BLOCKQUOTE") collector.leaveQuote();
}

function addAddress(link: HtmlElement, collector: BlockCollector): void {
  const address = link.getAttribute("href") ?? "";
  if (/^(https?|mailto):/i.test(address) && POINTING.test((link.textContent ?? "").trim())) {
    collector.addText(` (${address})`);
  }
}

function joinBlocks(collector: BlockCollector): RenderedText {
  const pieces: string[] = [];
  const elements: Element[] = [];
  const locations: LocatedSpan[] = [];
  const slugger = new GithubSlugger();
  let offset = 0;
  for (const { kind, text, level, headerLength, anchor } of collector.finish()) {
    const span = { start: offset, end: offset + text.length };
    const header = headerLength === 0 ? undefined : { start: offset, end: offset + headerLength };
    elements.push(defined({ kind, span, level, header }));
    const place = anchor ?? (kind === "heading" ? slugger.slug(text) : undefined);
    if (place !== undefined && place !== "") locations.push({ span, location: { anchor: place } });
    pieces.push(text);
    offset = span.end + 2;
  }
  return { text: pieces.join("\n\n"), elements, locations };
}
