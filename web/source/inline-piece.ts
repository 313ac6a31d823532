import { createContext } from "react";
import type { Span } from "../../src/core/index.ts";

export type Look = "strong" | "emphasis" | "deleted" | "link" | "code";

/** A part of a line: words as they look, or a sign that only says how they look. */
export interface InlinePiece extends Span {
  readonly looks: readonly Look[];
  readonly isSign: boolean;
}

/** All of a text in pieces, in order, without a gap. */
export type InlineReader = (text: string) => readonly InlinePiece[];

export const readPlain: InlineReader = (text) =>
  text === "" ? [] : [{ start: 0, end: text.length, looks: [], isSign: false }];

/** Context with the reader of inline markup for the current document. */
export const Inline = createContext<InlineReader>(readPlain);
