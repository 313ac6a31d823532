import type { Location } from "../../../core/index.ts";
import { oneLine } from "./sanitize-text.ts";

/** `Title — Heading › Path, page 3`, as far as it is known. */
export function renderPlace(place: {
  readonly title: string;
  readonly headingPath: readonly string[];
  readonly location?: Location | undefined;
}): string {
  const headings = place.headingPath.filter((heading) => heading !== place.title).map(oneLine);
  const path = headings.length === 0 ? "" : ` — ${headings.join(" › ")}`;
  return `${oneLine(place.title)}${path}${renderLocation(place.location)}`;
}

function renderLocation(location: Location | undefined): string {
  if (location === undefined) return "";
  if ("page" in location) return `, page ${location.page}`;
  if ("slide" in location) return `, slide ${location.slide}`;
  if ("anchor" in location) return renderAnchor(location.anchor);
  return `, sheet ${oneLine(location.sheet)}, ${/[:,]/.test(location.cells) ? "cells" : "cell"} ${location.cells}`;
}

/** A heading's anchor says no more than the heading itself. */
function renderAnchor(anchor: string): string {
  const [, kind, number] = /^(L|cell-)(\d+)$/.exec(anchor) ?? [];
  if (number !== undefined) return `, ${kind === "L" ? "line" : "cell"} ${number}`;
  return anchor.startsWith("/") ? `, at ${oneLine(anchor)}` : "";
}
