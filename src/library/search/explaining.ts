import type { Span } from "../../core/index.ts";
import type { SearchOptions } from "./searching.ts";

/** `span`: only the chunks of the document that touch it, in UTF-16 code units of its text. */
export interface ExplainOptions extends SearchOptions {
  readonly span?: Span;
}

/** In how many passages a word of a question stands; `MOST_COUNTED` (1,000) stands for that many or more. */
export interface WordCount {
  readonly word: string;
  readonly passages: number;
}
