import { defined, type ReceiptWarning } from "../../../core/index.ts";
import type { PageContent } from "./read-pdf-page.ts";

/** Maximum number of single warnings. More pages get one warning together. */
const MAX_SINGLE_WARNINGS = 20;

/** Tests for a page without text. One with only a header, a footer or a stamp is a picture with these on it. */
export function isWithoutText({ runs, hasOnlyRunningLines }: PageContent): boolean {
  return runs.length === 0 || hasOnlyRunningLines === true;
}

/** Warns of pages that could not be read, and of those without text. */
export function warnOfPages(pages: readonly PageContent[]): readonly ReceiptWarning[] {
  const numbers = pages.map((page, index) => ({ ...page, number: index + 1 }));
  const unreadable = numbers.filter(({ problem }) => problem !== undefined);
  const empty = numbers.filter((page) => page.problem === undefined && isWithoutText(page));
  const problems = [...new Set(unreadable.map(({ problem }) => problem))].join(", ");
  return [
    ...(unreadable.length > MAX_SINGLE_WARNINGS
      ? [{ code: "page-unreadable", message: `${listPages(unreadable)} could not be read (${problems}).` }]
      : unreadable.map(({ number, problem }) => ({
          code: "page-unreadable",
          message: `Page ${number} could not be read (${problem}).`,
          page: number,
        }))),
    ...(empty.length > MAX_SINGLE_WARNINGS
      ? [{ code: "page-without-text", message: `${listPages(empty)} have no text: they are pictures, or blank.` }]
      : empty.map(({ number, hasOnlyRunningLines }) => ({
          code: "page-without-text",
          message: `Page ${number} has no text${hasOnlyRunningLines ? " except what most pages repeat" : ""}: it is a picture, or blank.`,
          page: number,
        }))),
  ];
}

interface NumberedPage {
  readonly number: number;
}

/** Lists page numbers, such as "30 pages (1–20, 25, 31–39)". */
function listPages(pages: readonly NumberedPage[]): string {
  const ranges: { from: number; to: number }[] = [];
  for (const { number } of pages) {
    const last = ranges.at(-1);
    if (last !== undefined && number === last.to + 1) last.to = number;
    else ranges.push({ from: number, to: number });
  }
  const list = ranges.map(({ from, to }) => (from === to ? `${from}` : `${from}–${to}`)).join(", ");
  return `${pages.length} pages (${list})`;
}

/** A missing character or, within a word, a private code of a font. Alone, such a code is a bullet or a symbol. */
const UNMAPPED = /\uFFFD|(?<=\p{L})[\uE000-\uF8FF]|[\uE000-\uF8FF](?=\p{L})/gu;

/** Warns of characters that a document's fonts do not name: words with holes cannot be found. */
export function warnOfUnmapped(pages: readonly PageContent[]): readonly ReceiptWarning[] {
  const counts = pages.map(({ runs }) => runs.reduce((sum, { text }) => sum + (text.match(UNMAPPED)?.length ?? 0), 0));
  const count = counts.reduce((sum, pageCount) => sum + pageCount, 0);
  if (count === 0) return [];
  const pagesWithThem = counts.filter((pageCount) => pageCount > 0).length;
  const place = `${pagesWithThem} ${pagesWithThem === 1 ? "page" : "pages"}`;
  const message = `The file's fonts do not name ${count} characters on ${place}; words with them cannot be found.`;
  const page = pagesWithThem === 1 ? counts.findIndex((pageCount) => pageCount > 0) + 1 : undefined;
  return [defined({ code: "characters-unmapped", message, page })];
}
