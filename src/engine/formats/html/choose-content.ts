import { Readability } from "@mozilla/readability";
import type { HiddenPart } from "../hidden/warn-of-hidden-text.ts";
import { dropHidden, dropUnread } from "./drop-hidden.ts";
import { type HtmlElement, type HtmlNode, isElement, parseHtml } from "./parse-html.ts";
import { collapseSpace, readInlineText } from "./read-inline-text.ts";
import { renderTable } from "./render-html-table.ts";
import { walkNodes } from "./walk-nodes.ts";

/**
 * Minimum shares of the page's text (outside of navigation and footers) and headings that the main content must keep.
 * It must keep every data table, too. Measured on four pages: a page of tables keeps 1.00 of its text, a blog post .98,
 * an encyclopaedia article .94, a page of search results .31. The last is shown whole.
 */
const MIN_TEXT_SHARE = 0.6;
const MIN_HEADING_SHARE = 0.8;
/**
 * Limits for Readability, whose time grows with size times depth. Larger pages are lists and data, which it misreads.
 */
const MAX_ELEMENTS = 30_000;
const MAX_DEPTH = 120;

const FRAME = "nav,footer,aside,header,form,[role=navigation],[role=banner],[role=contentinfo],[role=complementary]";

export interface ChosenContent {
  readonly root: HtmlElement;
  readonly title: string | undefined;
  readonly author: string | undefined;
  /** Parts that the page hides by its style, and that were left out. */
  readonly hidden: readonly HiddenPart[];
}

/** Chooses the main content as Mozilla's Readability finds it, or the whole body if that loses too much. */
export function chooseContent(source: string): ChosenContent {
  const whole = parseHtml(source).documentElement;
  const hidden = dropHidden(whole);
  dropUnread(whole);
  const isSmallEnough = isWithinLimits(whole);
  if (isSmallEnough) dropBoilerplate(whole);
  const article = isSmallEnough ? readArticle(source) : null;
  const content = article?.content;
  const isEnough = content !== undefined && content !== null && keepsEnough(content, whole);
  return {
    root: isEnough ? content : whole,
    title: collapseSpace(article?.title ?? "") || undefined,
    author: collapseSpace(article?.byline ?? "") || undefined,
    hidden,
  };
}

function isWithinLimits(root: HtmlElement): boolean {
  let elements = 0;
  let depth = 0;
  let maxDepth = 0;
  walkNodes(
    root,
    (node) => {
      if (isElement(node)) elements++;
      maxDepth = Math.max(maxDepth, ++depth);
      return true;
    },
    () => depth--,
  );
  return elements <= MAX_ELEMENTS && maxDepth <= MAX_DEPTH;
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
    after.characters >= before.characters * MIN_TEXT_SHARE &&
    after.headings >= before.headings * MIN_HEADING_SHARE &&
    after.tables >= before.tables
  );
}

/**
 * Measures the text and headings outside of navigation and footers. First-level headings do not count: Readability
 * removes the title.
 */
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

/** Words in the names of elements around the content: consent, advertising, subscriptions, sharing, side columns. */
const NAMES =
  /(?:^|[\s_-])(?:cookies?|consent|gdpr|ads?|adverts?|advertisement|sponsor(?:ed)?|promo|newsletter|popup|subscribe|share|social|widget(?:-area)?|sidebar|respond)(?:$|[\s_-])/i;
const CONTENT = "main,article,[role=main],table,h1";
/** Maximum share of the page's text in a removed element. A larger one is content, whatever its name is. */
const MAX_TEXT_SHARE = 0.3;

/** Removes elements with a name of boilerplate, unless they hold content: a table, an article, much text. */
function dropBoilerplate(root: HtmlElement): void {
  const maxLength = readInlineText(root).length * MAX_TEXT_SHARE;
  for (const element of [...root.querySelectorAll("div[class],div[id],section[class],section[id],aside")]) {
    const name = `${element.getAttribute("class") ?? ""} ${element.getAttribute("id") ?? ""}`;
    if (!NAMES.test(name) || element.querySelector(CONTENT) !== null) continue;
    if (element.closest("article,main,[role=main]") !== null && element.querySelector("h2,h3") !== null) continue;
    if (readInlineText(element).length <= maxLength) element.remove();
  }
}
