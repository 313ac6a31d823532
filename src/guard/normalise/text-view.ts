import type { Span } from "../../core/index.ts";

/** One reading of a text: the text itself, its normalised form, or what a part of it decodes to. */
export interface TextView {
  readonly text: string;
  /** Steps by which it was read, such as `normalised` or `base64`, the first one first; empty for the text itself. */
  readonly steps: readonly string[];
  /** Returns the part of the original text that a part of this reading comes from. */
  toOriginal(span: Span): Span;
}
