import type { DocumentSummary } from "./document.ts";
import type { StageTrace } from "./schemas/answer.ts";
import type { Warning } from "./schemas/document.ts";
import type { PublicExplanation } from "./schemas/explanation.ts";
import type { Hit } from "./schemas/hit.ts";

export interface SearchResult {
  readonly hits: readonly Hit[];
  readonly warnings: readonly Warning[];
  readonly trace: readonly StageTrace[];
  /** Other phrasings that were searched too, as the setting `search.rephrasings` wants them. */
  readonly rephrasings?: readonly string[];
}

/** Says why a document's passages are found or not. */
export interface PassageExplanation extends Omit<PublicExplanation, "document"> {
  readonly collection: string;
  readonly document: DocumentSummary;
}

/** Words that a search for others also looks for. Each has at least one letter or digit, and may be of several words. */
export interface SynonymRule {
  readonly from: readonly string[];
  /** The same where the words stand for each other. */
  readonly to: readonly string[];
}
