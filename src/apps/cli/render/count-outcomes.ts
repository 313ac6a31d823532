import type { AddOutcome } from "../../../core/index.ts";

const KINDS = ["added", "updated", "moved", "skipped", "opened", "removed", "failed"] as const;

/** Counts the outcomes by kind: `2 added`, `1 failed`. */
export function countOutcomes(outcomes: readonly AddOutcome[]): readonly string[] {
  return KINDS.map((kind) => ({ kind, number: outcomes.filter(({ outcome }) => outcome === kind).length }))
    .filter(({ number }) => number > 0)
    .map(({ kind, number }) => `${number.toLocaleString("en-US")} ${kind}`);
}
