import { dropHidden, dropUnread } from "./drop-hidden.ts";
import { parseHtml } from "./parse-html.ts";
import { type RenderedText, renderText } from "./render-text.ts";

/** Reads all visible text of a page, such as an e-mail: nothing is skipped as not being the main content. */
export function readHtmlBody(source: string): Pick<RenderedText, "text" | "elements"> {
  const document = parseHtml(source);
  const root = document.querySelector("body") ?? document.documentElement;
  dropHidden(root);
  dropUnread(root);
  const { text, elements } = renderText(root);
  return { text, elements };
}

/** Reads all text of HTML inside another format. Plain text stays as it is, with character references resolved. */
export function readHtmlFragment(source: string): Pick<RenderedText, "text" | "elements"> {
  const root = parseHtml(`<!doctype html><html><body>${source}</body></html>`).documentElement;
  dropHidden(root);
  dropUnread(root);
  const { text, elements } = renderText(root);
  return { text, elements };
}
