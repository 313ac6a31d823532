import type { HiddenPart } from "../hidden/warn-of-hidden-text.ts";
import { dropHidden, dropUnread } from "./drop-hidden.ts";
import { parseHtml } from "./parse-html.ts";
import { type RenderedText, renderText } from "./render-text.ts";

/** Text of HTML inside another format, and the parts that were left out since a reader does not see them. */
export interface HtmlText extends Pick<RenderedText, "text" | "elements"> {
  readonly hidden: readonly HiddenPart[];
}

/** Reads all visible text of a page, such as an e-mail: nothing is skipped as not being the main content. */
export function readHtmlBody(source: string): HtmlText {
  const document = parseHtml(source);
  const root = document.querySelector("body") ?? document.documentElement;
  const hidden = dropHidden(root);
  dropUnread(root);
  const { text, elements } = renderText(root);
  return { text, elements, hidden };
}

/** Reads all text of HTML inside another format. Plain text stays as it is, with character references resolved. */
export function readHtmlFragment(source: string): HtmlText {
  const root = parseHtml(`<!doctype html><html><body>${source}</body></html>`).documentElement;
  const hidden = dropHidden(root);
  dropUnread(root);
  const { text, elements } = renderText(root);
  return { text, elements, hidden };
}
