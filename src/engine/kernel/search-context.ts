import type { Analyzer, StoreReader } from "../../core/index.ts";
import type { ConditionCheck } from "./condition/create-condition-check.ts";
import type { MeteredQuery } from "./metered-query.ts";
import type { Snapshot } from "./snapshot/snapshots.ts";
import type { ScanTeam } from "./vector/scan-team.ts";

/** Services and the snapshot that one search works with. */
export interface SearchContext {
  /** Holds the texts of chunks that may contain the words of a condition. */
  readonly store: StoreReader;
  readonly snapshot: Snapshot;
  readonly analyzer: Analyzer;
  readonly signal: AbortSignal;
  /** Threads that scan vectors together; undefined if this thread scans alone. */
  readonly team: ScanTeam | undefined;
}

/** A query and the check for its phrases and conditions. */
export interface CheckedQuery {
  readonly query: MeteredQuery;
  readonly check: ConditionCheck | undefined;
}
