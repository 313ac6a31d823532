import { parseHTML } from "linkedom";
import { limitNesting } from "./limit-nesting.ts";

/** Parts of the DOM that are used here. TypeScript's own DOM types would bring a browser's globals. */
export interface HtmlNode {
  /** Kind of the node: 1 for an element, 3 for text. */
  readonly nodeType: number;
  readonly nodeValue: string | null;
  readonly textContent: string | null;
  readonly parentNode: HtmlNode | null;
  readonly firstChild: HtmlNode | null;
  readonly nextSibling: HtmlNode | null;
}

export interface HtmlElement extends HtmlNode {
  readonly tagName: string;
  getAttribute(name: string): string | null;
  querySelector(selectors: string): HtmlElement | null;
  querySelectorAll(selectors: string): Iterable<HtmlElement>;
  closest(selectors: string): HtmlElement | null;
  remove(): void;
}

export interface HtmlDocument extends HtmlNode {
  readonly documentElement: HtmlElement;
  querySelector(selectors: string): HtmlElement | null;
  querySelectorAll(selectors: string): Iterable<HtmlElement>;
}

/**
 * Parses HTML of any quality. A fragment is put into a body, and nesting is cut where browsers cut it. No script runs.
 */
export function parseHtml(source: string): HtmlDocument {
  const whole = /<html[\s>]/i.test(source) ? source : `<html><body>${source}</body></html>`;
  const document: HtmlDocument = parseHTML(limitNesting(whole)).document;
  return document;
}

export function isElement(node: HtmlNode): node is HtmlElement {
  return node.nodeType === 1;
}
