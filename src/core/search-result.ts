import type { StageTrace, Warning } from "./answer.ts";
import type { Hit } from "./hit.ts";

export type SearchMode = "hybrid" | "lexical" | "vector";

export interface SearchResult {
  readonly hits: readonly Hit[];
  readonly warnings: readonly Warning[];
  readonly trace: readonly StageTrace[];
  /** Other phrasings that were searched too, as the setting `search.rephrasings` wants them. */
  readonly rephrasings?: readonly string[];
}
