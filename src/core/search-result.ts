import type { StageTrace } from "./schemas/answer.ts";
import type { Warning } from "./schemas/document.ts";
import type { Hit } from "./schemas/hit.ts";

export type SearchMode = "hybrid" | "lexical" | "vector";

export interface SearchResult {
  readonly hits: readonly Hit[];
  readonly warnings: readonly Warning[];
  readonly trace: readonly StageTrace[];
  /** Other phrasings that were searched too, as the setting `search.rephrasings` wants them. */
  readonly rephrasings?: readonly string[];
}
