import type { AddReport } from "../../../core/index.ts";
import type { Output } from "../terminal.ts";
import { countOutcomes } from "./count-outcomes.ts";
import { count } from "./render-counts.ts";
import { renderOutcome } from "./render-outcome.ts";
import { renderWaiting } from "./render-waiting.ts";

/** The receipts, one document a line with its warnings below, and what it all came to. */
export function renderOutcomes(report: AddReport, output: Output): readonly string[] {
  const lines = report.outcomes.flatMap((outcome) => renderOutcome(outcome, output));
  return [...lines, summary(report)];
}

function summary({ outcomes, collection, ...report }: AddReport): string {
  const parts = countOutcomes(outcomes);
  const found = parts.length === 0 ? "no documents" : parts.join(", ");
  const again = report.rechunked === 0 ? "" : `, ${count(report.rechunked, "document")} cut again`;
  const alike = outcomes.filter((outcome) => "receipt" in outcome && outcome.receipt.nearDuplicates?.length).length;
  const repeated = alike === 0 ? "" : `; ${alike.toLocaleString("en-US")} nearly the same as others`;
  const waiting = renderWaiting(report);
  return `${found} in collection ${collection}${again}${repeated}${waiting === "" ? "" : `; ${waiting}`}`;
}
