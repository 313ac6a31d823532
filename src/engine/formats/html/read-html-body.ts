import { dropHidden, dropUnread } from "./drop-hidden.ts";
import { parseHtml } from "./parse-html.ts";
import { type RenderedText, renderText } from "./render-text.ts";

/** All text of a page that is shown, as of an e-mail: nothing is passed over as not being the main content. */
export function readHtmlBody(source: string): Pick<RenderedText, "text" | "elements"> {
  const document = parseHtml(source);
  const root = document.querySelector("body") ?? document.documentElement;
  dropHidden(root);
  dropUnread(root);
  const { text, elements } = renderText(root);
  return { text, elements };
}
