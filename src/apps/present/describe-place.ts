import type { Location } from "../../core/index.ts";
import { oneLine } from "./sanitize-text.ts";

interface Place {
  readonly title: string;
  readonly headingPath: readonly string[];
  readonly location?: Location | undefined;
}

/** Names a place in a document on one line, as far as it is known: `Title — Heading › Path, page 3`. */
export function describePlace({ title, headingPath, location }: Place): string {
  const headings = headingPath.filter((heading) => heading !== title);
  const path = headings.length === 0 ? "" : ` — ${headings.join(" › ")}`;
  return oneLine(`${title}${path}${describeLocation(location)}`);
}

function describeLocation(location: Location | undefined): string {
  if (location === undefined) return "";
  if ("page" in location) return `, page ${location.page}`;
  if ("slide" in location) return `, slide ${location.slide}`;
  if ("anchor" in location) return describeAnchor(location.anchor);

  const { sheet, cells } = location;
  return `, sheet ${sheet}, ${/[:,]/.test(cells) ? "cells" : "cell"} ${cells}`;
}

function describeAnchor(anchor: string): string {
  const [, kind, number] = /^(L|cell-)(\d+)$/.exec(anchor) ?? [];
  if (number !== undefined) return `, ${kind === "L" ? "line" : "cell"} ${number}`;
  // A heading's anchor says no more than the heading itself.
  return anchor.startsWith("/") ? `, at ${anchor}` : "";
}
