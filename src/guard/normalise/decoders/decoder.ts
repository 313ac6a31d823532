import type { Rewriting } from "../rewrite-text.ts";

/** Finds the encoded parts of a text and decodes them, in time linear in the text. */
export interface Decoder {
  /** Name of the decoding, such as `base64`, among the steps that made a reading. */
  readonly step: string;
  /**
   * Whether the decoded parts are in the sentence that surrounds them, such as `%20`. Otherwise each part is a
   * separate text, such as base64.
   */
  readonly isInline: boolean;
  /** Returns the decoded parts in the order of the text, without overlaps. */
  decode(text: string): readonly Rewriting[];
}
