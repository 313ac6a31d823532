import type { HtmlElement } from "./parse-html.ts";

const UNREAD =
  "script,style,noscript,template,title,meta,link,base,svg,canvas,iframe,object,audio,video,select,button,dialog:not([open])";
const HIDDEN_BY_MARK = '[hidden],[aria-hidden="true"]';
const HIDDEN_STYLE = /(?:^|;)\s*(?:display\s*:\s*none|visibility\s*:\s*hidden)/i;

/** Removes elements without text for a reader: programs, styles, drawings, controls, the head of the page. */
export function dropUnread(root: HtmlElement): void {
  for (const element of [...root.querySelectorAll(UNREAD)]) element.remove();
}

/**
 * Removes the elements that the page hides. `aria-hidden` counts as hidden, since it marks decoration and repetitions.
 * A hidden body does not: the page's script would show it.
 */
export function dropHidden(root: HtmlElement): void {
  const marked = [...root.querySelectorAll(HIDDEN_BY_MARK)];
  const styled = [...root.querySelectorAll("[style]")].filter((element) =>
    HIDDEN_STYLE.test(element.getAttribute("style") ?? ""),
  );
  for (const element of [...marked, ...styled]) {
    if (element.tagName !== "BODY" && element.tagName !== "HTML") element.remove();
  }
}
