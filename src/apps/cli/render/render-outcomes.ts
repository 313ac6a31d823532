import type { AddReport } from "../../../core/index.ts";
import type { Output } from "../terminal.ts";
import { countOutcomes } from "./count-outcomes.ts";
import { count } from "./render-counts.ts";
import { renderOutcome } from "./render-outcome.ts";
import { renderWaiting } from "./render-waiting.ts";

/** Prints the receipts, one line per document with its warnings below, then a summary. */
export function renderOutcomes(report: AddReport, output: Output): readonly string[] {
  const lines = report.outcomes.flatMap((outcome) => renderOutcome(outcome, output));
  return [...lines, summary(report)];
}

function summary({ outcomes, collection, ...report }: AddReport): string {
  const parts = countOutcomes(outcomes);
  const counts = parts.length === 0 ? "no documents" : parts.join(", ");
  const rechunked = report.rechunked === 0 ? "" : `, ${count(report.rechunked, "document")} rechunked`;
  const nearDuplicates = outcomes.filter(
    (outcome) => "receipt" in outcome && outcome.receipt.nearDuplicates?.length,
  ).length;
  const similar = nearDuplicates === 0 ? "" : `; ${nearDuplicates.toLocaleString("en-US")} nearly the same as others`;
  const waiting = renderWaiting(report);
  return `${counts} in collection ${collection}${rechunked}${similar}${waiting === "" ? "" : `; ${waiting}`}`;
}
