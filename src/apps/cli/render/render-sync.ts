import type { SourceReport } from "../../../core/index.ts";
import type { SyncReport } from "../../../library/index.ts";
import type { Output } from "../terminal.ts";
import { countOutcomes } from "./count-outcomes.ts";
import { readableUri } from "./readable-uri.ts";
import { count } from "./render-counts.ts";
import { renderOutcome } from "./render-outcome.ts";
import { renderWaiting } from "./render-waiting.ts";

/** What changed in each source, one document a line, and what it came to; of a dry run, what would change. */
export function renderSync(report: SyncReport, output: Output): readonly string[] {
  const { sources, collection, dryRun } = report;
  if (sources.length === 0)
    return [`collection ${collection} has no sources; \`lydian sync DIR\` makes a folder one of them`];
  const lines = sources.flatMap((source) => renderSource(source, output));
  const waiting = renderWaiting(report);
  const all = dryRun ? ["dry run: nothing was changed"] : waiting === "" ? [] : [waiting];
  return [...lines, ...all];
}

function renderSource(report: SourceReport, output: Output): readonly string[] {
  const { source, outcomes, unchanged, ownedElsewhere } = report;
  const parts = [
    ...countOutcomes(outcomes),
    `${unchanged.toLocaleString("en-US")} unchanged`,
    ...(ownedElsewhere === 0 ? [] : [`${count(ownedElsewhere, "file")} of another source`]),
  ];
  return [
    ...outcomes.flatMap((outcome) => renderOutcome(outcome, output)),
    `${readableUri(source)}: ${parts.join(", ")}`,
  ];
}
