import { type FetchContext, type FetchedPage, fetchPage, type PageRequest } from "./fetch-page.ts";
import { readDirectives } from "./read-directives.ts";
import { readPageHead } from "./read-page-head.ts";

/** A page with its links and its directives for programs. */
export interface VisitedPage {
  readonly page: FetchedPage;
  readonly canonical: URL | undefined;
  /** Links that may be followed. */
  readonly links: readonly URL[];
  /** False if the page forbids programs to index it. */
  readonly isIndexed: boolean;
}

export interface VisitRequest extends PageRequest {
  /** Lower-case name of this program. */
  readonly token: string;
}

/** Fetches a page and reads its links and directives. See `fetchPage` for its errors. */
export async function visitPage(
  context: FetchContext,
  { token, ...request }: VisitRequest,
  signal: AbortSignal,
): Promise<VisitedPage> {
  const page = await fetchPage(context, request, signal);
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
