import { type FetchedPage, type Fetching, fetchPage, type PageRequest } from "./fetch-page.ts";
import { readDirectives } from "./read-directives.ts";
import { readPageHead } from "./read-page-head.ts";

/** A page with what it says to programs. */
export interface VisitedPage {
  readonly page: FetchedPage;
  readonly canonical: URL | undefined;
  /** Those that may be followed. */
  readonly links: readonly URL[];
  /** False if the page asks to be in no index. */
  readonly isIndexed: boolean;
}

/**
 * Fetches a page and reads what it says to programs; see `fetchPage` for its errors.
 *
 * @param token  the program's own name, lower case
 */
export async function visitPage(
  fetching: Fetching,
  { token, ...ask }: PageRequest & { readonly token: string },
  signal: AbortSignal,
): Promise<VisitedPage> {
  const page = await fetchPage(fetching, ask, signal);
  const { noIndex, noFollow } = readDirectives(page.robotsTags, token);
  if (!page.isHtml) return { page, canonical: undefined, links: [], isIndexed: !noIndex };
  const head = await readPageHead(page.stream(), { url: page.url, charset: page.charset, token });
  return {
    page,
    canonical: head.canonical,
    links: noFollow || head.noFollow ? [] : head.links,
    isIndexed: !noIndex && !head.noIndex,
  };
}
