import type { DocumentSummary } from "./document.ts";
import type { StageTrace } from "./schemas/answer.ts";
import type { Warning } from "./schemas/document.ts";
import type { PublicExplanation } from "./schemas/explanation.ts";
import type { Hit } from "./schemas/hit.ts";

export interface SearchResult {
  readonly hits: readonly Hit[];
  readonly warnings: readonly Warning[];
  readonly trace: readonly StageTrace[];
  /** Other phrasings that were searched too, by the setting `search.rephrasings`. */
  readonly rephrasings?: readonly string[];
}

/** Says why a document's passages are found or not. */
export interface PassageExplanation extends Omit<PublicExplanation, "document"> {
  readonly collection: string;
  readonly document: DocumentSummary;
}

/** Synonyms: a search for `from` also searches for `to`. Each entry has one or more words with a letter or digit. */
export interface SynonymRule {
  readonly from: readonly string[];
  /** Equal to `from` if the rule works in both directions. */
  readonly to: readonly string[];
}

/** A literal of the filter language. A date is compared as an instant in UTC; a bare day is its first moment. */
export type FilterValue = string | number | boolean | { readonly date: string };

/**
 * A condition on a document's metadata. Fields are metadata keys, and also `uri`, `title`, `mediaType`, `addedAt`, and
 * `path`, the address as people write it: `/home/me/My files/fees.md`. These hide metadata of the same name.
 *
 * A comparison with a missing field, or between different types, is false, and `not` makes it true. A list field
 * satisfies a comparison if one of its members does. `has` compares whole words and ignores case; it also finds words
 * of numbers and dates, and reads an encoded `uri` as people write it.
 */
export type Filter =
  | { readonly op: "and" | "or"; readonly filters: readonly Filter[] }
  | { readonly op: "not"; readonly filter: Filter }
  | { readonly op: "=" | "!=" | "<" | "<=" | ">" | ">="; readonly field: string; readonly value: FilterValue }
  | { readonly op: "in"; readonly field: string; readonly values: readonly FilterValue[] }
  | { readonly op: "contains" | "startsWith" | "has"; readonly field: string; readonly value: string }
  | { readonly op: "exists"; readonly field: string };

/** A field of a chunk that is searched by words: its text, its document's title, or the headings above it. */
export type ChunkField = "text" | "title" | "heading";

/** Words that a chunk must contain or must not contain. */
export interface WordCondition {
  /** A phrase, or one word as written. Without a word, the condition has no effect. */
  readonly text: string;
  /** Field that contains them; absent: any of the three. */
  readonly field?: ChunkField | undefined;
  /**
   * True to compare the words like those of `IndexQuery.phrases`; false to match one word as a search by words does.
   */
  readonly isPhrase: boolean;
  readonly isExcluded: boolean;
}
