import type { Location, LocationMap, Span } from "../../src/core/index.ts";

/** Returns the place in the original where a span begins: page with boxes, cells, or slide. */
export function locateSpan(locations: LocationMap, span: Span): Location | undefined {
  const within = locations.filter((one) => one.span.start < span.end && one.span.end > span.start);
  const first = within[0]?.location;
  if (first === undefined || !("page" in first)) return first;
  const boxes = within.flatMap(({ location }) =>
    "page" in location && location.page === first.page ? location.boxes : [],
  );
  return { page: first.page, boxes };
}
