import type { HiddenPart } from "../hidden/warn-of-hidden-text.ts";
import { computeStyles, type StyleReader, sheetsOf } from "./compute-styles.ts";
import { dropInvisibleText } from "./drop-invisible-text.ts";
import type { HtmlElement, HtmlNode } from "./parse-html.ts";
import { readInlineText } from "./read-inline-text.ts";
import { type HidingReason, reasonToHide } from "./reason-to-hide.ts";

const UNREAD =
  "script,style,noscript,template,title,meta,link,base,svg,canvas,iframe,object,audio,video,select,button,dialog:not([open])";
const HIDDEN_BY_MARK = '[hidden],[aria-hidden="true"]';
/** Elements that cannot be hidden: a script would show the page. */
const FRAME = /^(?:BODY|HTML|HEAD|STYLE|SCRIPT|TEMPLATE|NOSCRIPT)$/i;
/** Maximum share of the text that style sheets may hide. If they hide more, a script would show it. */
const MAX_HIDDEN_SHARE = 0.5;

/** Removes elements without text for a reader: programs, styles, drawings, controls, the head of the page. */
export function dropUnread(root: HtmlElement): void {
  for (const element of [...root.querySelectorAll(UNREAD)]) element.remove();
}

/**
 * Removes what a reader of the page cannot see: elements that it does not show, and text that is transparent, tiny or
 * in the colour of its background. `aria-hidden` counts as hidden, since it marks decoration and repetitions. Style
 * sheets of other files are not read. Call this before `dropUnread`, which removes the sheets of the page.
 *
 * @returns the parts that a style hides, in no order
 */
export function dropHidden(root: HtmlElement): readonly HiddenPart[] {
  for (const element of [...root.querySelectorAll(HIDDEN_BY_MARK)]) {
    if (!FRAME.test(element.tagName)) element.remove();
  }
  const sheets = sheetsOf(root);
  const length = readInlineText(root).length;
  let readStyle = computeStyles(root, sheets);
  let hidden = findHidden(root, readStyle);
  if (sheets.length > 0 && lengthOf(hidden) > MAX_HIDDEN_SHARE * length) {
    readStyle = computeStyles(root, []);
    hidden = findHidden(root, readStyle);
  }
  const parts = hidden.map(({ element, reason }) => {
    const text = readInlineText(element);
    element.remove();
    return { reason, text };
  });
  const hasOtherSheets = root.querySelector('link[rel~="stylesheet"]') !== null;
  return [...parts, ...dropInvisibleText(root, { readStyle, hasOtherSheets })];
}

interface HiddenElement {
  readonly element: HtmlElement;
  readonly reason: HidingReason;
}

/** Returns the outermost elements that their style hides. */
function findHidden(root: HtmlElement, readStyle: StyleReader): readonly HiddenElement[] {
  const hidden = new Map<HtmlNode, HiddenElement>();
  for (const element of root.querySelectorAll("*")) {
    if (FRAME.test(element.tagName)) continue;
    const reason = reasonToHide((property) => readStyle(element, property));
    if (reason !== undefined) hidden.set(element, { element, reason });
  }
  return [...hidden.values()].filter(({ element }) => !isBelow(element, hidden));
}

function isBelow(element: HtmlElement, hidden: ReadonlyMap<HtmlNode, HiddenElement>): boolean {
  for (let node = element.parentNode; node !== null; node = node.parentNode) if (hidden.has(node)) return true;
  return false;
}

function lengthOf(hidden: readonly HiddenElement[]): number {
  return hidden.reduce((sum, { element }) => sum + readInlineText(element).length, 0);
}
