import { dropHidden, dropUnread } from "./drop-hidden.ts";
import { parseHtml } from "./parse-html.ts";
import { type RenderedText, renderText } from "./render-text.ts";

/** HTML inside another format, all of it: text without any markup is its own text, with references resolved. */
export function readHtmlFragment(source: string): Pick<RenderedText, "text" | "elements"> {
  const root = parseHtml(`<!doctype html><html><body>${source}</body></html>`).documentElement;
  dropHidden(root);
  dropUnread(root);
  const { text, elements } = renderText(root);
  return { text, elements };
}
