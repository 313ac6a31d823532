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
