import type { ReceiptWarning } from "../../../core/index.ts";
import type { PageContent } from "./read-page.ts";

/** No character at all, or, within a word, a code of a font's own: alone, such a code is a bullet or a symbol. */
const UNMAPPED = /\uFFFD|(?<=\p{L})[\uE000-\uF8FF]|[\uE000-\uF8FF](?=\p{L})/gu;

/** Tells how many characters the fonts of a document do not name: words with holes can not be found. */
export function warnOfUnmapped(pages: readonly PageContent[]): readonly ReceiptWarning[] {
  const counts = pages.map(({ runs }) => runs.reduce((sum, { text }) => sum + (text.match(UNMAPPED)?.length ?? 0), 0));
  const count = counts.reduce((sum, one) => sum + one, 0);
  if (count === 0) return [];
  const on = counts.filter((one) => one > 0).length;
  const message = `${count} characters on ${on} ${on === 1 ? "page" : "pages"} are not named by the file's fonts; words with them can not be found.`;
  const first = counts.findIndex((one) => one > 0) + 1;
  return [{ code: "characters-unmapped", message, ...(on === 1 ? { page: first } : {}) }];
}
