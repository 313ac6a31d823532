import type { HtmlElement } from "./parse-html.ts";
import { readInlineText } from "./read-inline-text.ts";

/** Words by which pages call what frames their content: consent, advertising, subscriptions, sharing, side columns. */
const NAMES =
  /(?:^|[\s_-])(?:cookies?|consent|gdpr|ads?|adverts?|advertisement|sponsor(?:ed)?|promo|newsletter|popup|subscribe|share|social|widget(?:-area)?|sidebar|respond)(?:$|[\s_-])/i;
const CONTENT = "main,article,[role=main],table,h1";
/** More than this share of the page's text is no frame, whatever it is called. */
const MOST_TEXT = 0.3;

/** Removes what a page itself calls by a name of boilerplate, unless it holds content: a table, an article, much text. */
export function dropBoilerplate(root: HtmlElement): void {
  const most = readInlineText(root).length * MOST_TEXT;
  for (const element of [...root.querySelectorAll("div[class],div[id],section[class],section[id],aside")]) {
    const name = `${element.getAttribute("class") ?? ""} ${element.getAttribute("id") ?? ""}`;
    if (!NAMES.test(name) || element.querySelector(CONTENT) !== null) continue;
    if (element.closest("article,main,[role=main]") !== null && element.querySelector("h2,h3") !== null) continue;
    if (readInlineText(element).length <= most) element.remove();
  }
}
