import type { VisitedPage } from "./visit-page.ts";

/**
 * Names pages by the address that they call canonical, so that one page under several addresses is one document. A page
 * keeps its own address where that claim is not credible: pages below the root that all name the root, and several pages
 * of different paths that name one which is not among them.
 *
 * @returns by address; of several with one, the page at that address, else the first
 */
export function namePages(pages: readonly VisitedPage[]): ReadonlyMap<string, VisitedPage> {
  const named = new Map<string, VisitedPage>();
  for (const [canonical, claimants] of groupByCanonical(pages)) {
    const [first] = claimants;
    const owner = claimants.find(({ page }) => page.url.href === canonical);
    const isOnePage = new Set(claimants.map(({ page }) => page.url.pathname)).size === 1;
    if (owner !== undefined) named.set(canonical, owner);
    else if (first !== undefined && isOnePage) named.set(canonical, first);
    else for (const claimant of claimants) named.set(claimant.page.url.href, claimant);
  }
  return named;
}

function groupByCanonical(pages: readonly VisitedPage[]): ReadonlyMap<string, readonly VisitedPage[]> {
  const groups = new Map<string, VisitedPage[]>();
  for (const visited of pages) {
    const address = canonicalOf(visited).href;
    groups.set(address, [...(groups.get(address) ?? []), visited]);
  }
  return groups;
}

function canonicalOf({ page, canonical }: VisitedPage): URL {
  const isRoot = canonical?.pathname === "/" && canonical.search === "";
  return canonical === undefined || (isRoot && page.url.pathname !== "/") ? page.url : canonical;
}
