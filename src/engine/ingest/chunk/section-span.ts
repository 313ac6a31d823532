import type { Span } from "../../../core/index.ts";
import type { Section } from "./gather-sections.ts";

/** Returns the span from a section's first heading to the end of its last block. */
export function sectionSpan({ headings, body }: Section): Span {
  const blocks = [...headings, ...body];
  return { start: blocks[0]?.span.start ?? 0, end: blocks.at(-1)?.span.end ?? 0 };
}
