import type { Calculation, Citation, Grounded, Hit, Location } from "../../core/index.ts";

/** A source of an answer with everything that is cited from it. */
export interface CitedSource {
  readonly number: number;
  readonly hit: Hit;
  /** The place that covers all its citations; the hit's own place if they have none. */
  readonly location: Location | undefined;
  /** Citations that are not part of another one, such as a cell of a cited row. */
  readonly citations: readonly Citation[];
  /** Calculations of the claims that cite this source. */
  readonly calculations: readonly Calculation[];
}

/** Returns the sources that an answer cites, by their numbers. */
export function citedSources({ passages, citations, claims }: Grounded): readonly CitedSource[] {
  const numbers = [...new Set(citations.map(({ number }) => number))].sort((a, b) => a - b);
  return numbers.flatMap((number) => {
    const hit = passages.find((passage) => passage.number === number)?.hit;
    if (hit === undefined) return [];

    const isOfSource = (index: number) => citations[index]?.number === number;
    const citing = claims.filter((claim) => claim.citations.some(isOfSource));
    const cited = citations.filter((citation) => citation.number === number);
    const source: CitedSource = {
      number,
      hit,
      location: commonPlace(cited) ?? hit.location,
      citations: cited.filter((citation) => !cited.some((other) => contains(other, citation))),
      calculations: citing.flatMap(({ calculation }) => calculation ?? []),
    };
    return [source];
  });
}

/**
 * Returns one place for the citations of a source. For cells of a sheet, it lists the innermost ones,
 * such as a header and two rows. For anchors, it is the last one inside the first, such as a record in
 * its list. Else it is the first place.
 */
function commonPlace(citations: readonly Citation[]): Location | undefined {
  const places = citations.flatMap(({ location }) => location ?? []);
  const [first] = places;
  if (first === undefined) return undefined;
  if ("anchor" in first) return places.findLast((place) => "anchor" in place && place.anchor.startsWith(first.anchor));
  if (!("sheet" in first)) return first;

  const innermost = citations.filter((citation) => !citations.some((other) => contains(citation, other)));
  const cells = innermost.flatMap(({ location }) =>
    location !== undefined && "sheet" in location && location.sheet === first.sheet ? [location.cells] : [],
  );
  return { sheet: first.sheet, cells: [...new Set(cells)].join(", ") };
}

/** Returns whether the first citation contains the second one and more, as a row contains a cell. */
function contains(outer: Citation, inner: Citation): boolean {
  return (
    outer !== inner &&
    outer.documentId === inner.documentId &&
    outer.span.start <= inner.span.start &&
    inner.span.end <= outer.span.end &&
    outer.quote.length > inner.quote.length
  );
}
