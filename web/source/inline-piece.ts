import { createContext } from "react";
import type { Span } from "../../src/core/index.ts";

export type Look = "strong" | "emphasis" | "deleted" | "link" | "code";

/** Part of a line: words with their formatting, or a formatting sign. */
export interface InlinePiece extends Span {
  readonly looks: readonly Look[];
  readonly isSign: boolean;
}

/** Splits a whole text into pieces, in order and without gaps. */
export type InlineReader = (text: string) => readonly InlinePiece[];

export const readPlain: InlineReader = (text) =>
  text === "" ? [] : [{ start: 0, end: text.length, looks: [], isSign: false }];

/** Context with the reader of inline markup for the current document. */
export const Inline = createContext<InlineReader>(readPlain);
