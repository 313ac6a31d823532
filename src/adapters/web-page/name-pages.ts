import type { VisitedPage } from "./visit-page.ts";

/**
 * Names pages by their canonical address, so that one page with several addresses becomes one document.
 *
 * Two claims are not credible, and the page then has its own address. A page below the root names the root. Or several
 * pages with different paths name an address that none of them has.
 *
 * @returns pages by address; if several have the same one, the page at that address, or else the first
 */
export function namePages(pages: readonly VisitedPage[]): ReadonlyMap<string, VisitedPage> {
  const pagesByAddress = new Map<string, VisitedPage>();
  for (const [canonical, claimants] of groupByCanonical(pages)) {
    const [first] = claimants;
    const owner = claimants.find(({ page }) => page.url.href === canonical);
    const isOnePage = new Set(claimants.map(({ page }) => page.url.pathname)).size === 1;
    if (owner !== undefined) pagesByAddress.set(canonical, owner);
    else if (first !== undefined && isOnePage) pagesByAddress.set(canonical, first);
    else for (const claimant of claimants) pagesByAddress.set(claimant.page.url.href, claimant);
  }
  return pagesByAddress;
}

function groupByCanonical(pages: readonly VisitedPage[]): ReadonlyMap<string, readonly VisitedPage[]> {
  const groups = new Map<string, VisitedPage[]>();
  for (const page of pages) {
    const address = canonicalOf(page).href;
    groups.set(address, [...(groups.get(address) ?? []), page]);
  }
  return groups;
}

function canonicalOf({ page, canonical }: VisitedPage): URL {
  const isRoot = canonical?.pathname === "/" && canonical.search === "";
  return canonical === undefined || (isRoot && page.url.pathname !== "/") ? page.url : canonical;
}
