import type { Location } from "../../core/index.ts";

interface Place {
  readonly title: string;
  readonly headingPath: readonly string[];
  readonly location?: Location | undefined;
}

/** `Title — Heading › Path, page 3`, as far as it is known; on one line. */
export function describePlace({ title, headingPath, location }: Place): string {
  const headings = headingPath.filter((heading) => heading !== title);
  const path = headings.length === 0 ? "" : ` — ${headings.join(" › ")}`;
  return oneLine(`${title}${path}${describeLocation(location)}`);
}

function describeLocation(location: Location | undefined): string {
  if (location === undefined) return "";
  if ("page" in location) return `, page ${location.page}`;
  if ("slide" in location) return `, slide ${location.slide}`;
  if ("sheet" in location) return `, sheet ${location.sheet}, ${location.cells}`;
  // A heading's anchor says no more than the heading itself.
  const [, line] = /^L(\d+)$/.exec(location.anchor) ?? [];
  return line === undefined ? "" : `, line ${line}`;
}

/** A text without line ends, cut to a length where one is given. */
export function oneLine(text: string, length = Number.POSITIVE_INFINITY): string {
  const line = text.replace(/\s+/gu, " ").trim();
  if (line.length <= length) return line;
  return `${line.slice(0, length).replace(/\s?\S*$/u, "")}…`;
}
