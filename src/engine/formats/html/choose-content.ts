import { Readability } from "@mozilla/readability";
import { dropBoilerplate } from "./drop-boilerplate.ts";
import { dropHidden, dropUnread } from "./drop-hidden.ts";
import { type HtmlElement, type HtmlNode, isElement, parseHtml } from "./parse-html.ts";
import { collapseSpace, readInlineText } from "./read-inline-text.ts";
import { renderTable } from "./render-table.ts";
import { walkNodes } from "./walk-nodes.ts";

/**
 * The main content must keep this share of the page's text outside of navigation and footers, and of its headings, and
 * every table of data. Measured on four pages: a page of tables keeps 1.00 of its text, a blog post .98, an
 * encyclopaedia article .94; a page of search results .31, which only the whole body shows.
 */
const LEAST_TEXT = 0.6;
const LEAST_HEADINGS = 0.8;
/** Readability's time grows with size times depth; such pages are lists and data, which it can not read anyway. */
const MOST_ELEMENTS = 30_000;
const MOST_DEPTH = 120;

const FRAME = "nav,footer,aside,header,form,[role=navigation],[role=banner],[role=contentinfo],[role=complementary]";

export interface ChosenContent {
  readonly root: HtmlElement;
  readonly title: string | undefined;
  readonly author: string | undefined;
}

/** The main content as Mozilla's Readability finds it, or the whole body where that loses too much. */
export function chooseContent(source: string): ChosenContent {
  const whole = parseHtml(source).documentElement;
  dropHidden(whole);
  dropUnread(whole);
  const canBeRead = isReadable(whole);
  if (canBeRead) dropBoilerplate(whole);
  const article = canBeRead ? readArticle(source) : null;
  const content = article?.content;
  const isEnough = content !== undefined && content !== null && keepsEnough(content, whole);
  return {
    root: isEnough ? content : whole,
    title: collapseSpace(article?.title ?? "") || undefined,
    author: collapseSpace(article?.byline ?? "") || undefined,
  };
}

function isReadable(root: HtmlElement): boolean {
  let elements = 0;
  let depth = 0;
  let deepest = 0;
  walkNodes(
    root,
    (node) => {
      if (isElement(node)) elements++;
      deepest = Math.max(deepest, ++depth);
      return true;
    },
    () => depth--,
  );
  return elements <= MOST_ELEMENTS && deepest <= MOST_DEPTH;
}

function readArticle(source: string) {
  const document = parseHtml(source);
  dropHidden(document.documentElement);
  dropBoilerplate(document.documentElement);
  return new Readability(document, { serializer: (node: HtmlElement) => node, charThreshold: 0 }).parse();
}

function keepsEnough(content: HtmlElement, whole: HtmlElement): boolean {
  dropUnread(content);
  const before = measure(whole);
  const after = measure(content);
  return (
    after.characters >= before.characters * LEAST_TEXT &&
    after.headings >= before.headings * LEAST_HEADINGS &&
    after.tables >= before.tables
  );
}

/** Of what stands outside of the frame of the page. A first-level heading is the title, which Readability takes out. */
function measure(root: HtmlElement) {
  const isContent = (element: HtmlElement) => element.closest(FRAME) === null;
  const frame = [...root.querySelectorAll(FRAME)].filter(({ parentNode }) => isOutside(parentNode));
  const framed = frame.reduce((sum, element) => sum + readInlineText(element).length, 0);
  return {
    characters: readInlineText(root).length - framed,
    headings: [...root.querySelectorAll("h2,h3")].filter(isContent).length,
    tables: [...root.querySelectorAll("table")].filter((table) => isContent(table) && renderTable(table) !== undefined)
      .length,
  };
}

function isOutside(parent: HtmlNode | null): boolean {
  return parent === null || !isElement(parent) || parent.closest(FRAME) === null;
}
