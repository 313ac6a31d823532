import type { Span } from "../../../core/index.ts";

/** A part of a document that is read as one. */
export interface Section {
  readonly span: Span;
  /** From the outermost heading to the nearest one; empty above the first heading. */
  readonly headingPath: readonly string[];
}
