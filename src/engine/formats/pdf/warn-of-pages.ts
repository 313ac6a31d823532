import type { ReceiptWarning } from "../../../core/index.ts";
import type { PageContent } from "./read-page.ts";

/** More pages than this get one warning together. */
const MOST_SINGLE_WARNINGS = 20;

/** A page that has nothing but a header, a footer or a stamp is a picture with these upon it. */
export function isWithoutText({ runs, hasOnlyRunningLines }: PageContent): boolean {
  return runs.length === 0 || hasOnlyRunningLines === true;
}

/** Tells the pages that could not be read, and those that have no text. */
export function warnOfPages(pages: readonly PageContent[]): readonly ReceiptWarning[] {
  const numbers = pages.map((page, index) => ({ ...page, number: index + 1 }));
  const unreadable = numbers.filter(({ problem }) => problem !== undefined);
  const empty = numbers.filter((page) => page.problem === undefined && isWithoutText(page));
  const problems = [...new Set(unreadable.map(({ problem }) => problem))].join(", ");
  return [
    ...(unreadable.length > MOST_SINGLE_WARNINGS
      ? [{ code: "page-unreadable", message: `${listPages(unreadable)} could not be read (${problems}).` }]
      : unreadable.map(({ number, problem }) => ({
          code: "page-unreadable",
          message: `Page ${number} could not be read (${problem}).`,
          page: number,
        }))),
    ...(empty.length > MOST_SINGLE_WARNINGS
      ? [{ code: "page-without-text", message: `${listPages(empty)} have no text: they are pictures, or blank.` }]
      : empty.map(({ number, hasOnlyRunningLines }) => ({
          code: "page-without-text",
          message: `Page ${number} has no text${hasOnlyRunningLines ? " but what most pages repeat" : ""}: it is a picture, or blank.`,
          page: number,
        }))),
  ];
}

/** "30 pages (1–20, 25, 31–39)". */
function listPages(pages: readonly { readonly number: number }[]): string {
  const ranges: { from: number; to: number }[] = [];
  for (const { number } of pages) {
    const last = ranges.at(-1);
    if (last !== undefined && number === last.to + 1) last.to = number;
    else ranges.push({ from: number, to: number });
  }
  const list = ranges.map(({ from, to }) => (from === to ? `${from}` : `${from}–${to}`)).join(", ");
  return `${pages.length} pages (${list})`;
}
