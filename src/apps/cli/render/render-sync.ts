import type { SourceReport } from "../../../core/index.ts";
import type { SyncReport } from "../../../library/index.ts";
import type { Output } from "../terminal.ts";
import { readableUri } from "./readable-uri.ts";
import { count } from "./render-counts.ts";
import { countOutcomes, renderOutcome, renderWaiting } from "./render-outcome.ts";

/** Prints what changed in each source, or would change in a dry run: one line per document, then a summary. */
export function renderSync(report: SyncReport, output: Output): readonly string[] {
  const { sources, collection, dryRun, untrusted, notEmbedded } = report;
  const ignored = untrusted.map((uri) => `${readableUri(uri)}: ignored, because it came with the store`);
  if (untrusted.length > 0) ignored.push("if you want to sync it, name it, or trust the store with `lydian trust`");
  if (sources.length === 0 && untrusted.length > 0) return ignored;
  if (sources.length === 0) return [`collection ${collection} has no sources; \`lydian sync FOLDER\` adds one`];
  const lines = sources.flatMap((source) => renderSource(source, output));
  const waiting = renderWaiting(report);
  const notes = dryRun ? ["dry run: nothing was changed"] : waiting === "" ? [] : [waiting];
  const failures = notEmbedded.flatMap((outcome) => renderOutcome(outcome, output));
  return [...lines, ...failures, ...ignored, ...notes];
}

function renderSource(report: SourceReport, output: Output): readonly string[] {
  const { source, outcomes, unchanged, ownedElsewhere } = report;
  const parts = [
    ...countOutcomes(outcomes),
    `${unchanged.toLocaleString("en-US")} unchanged`,
    ...(ownedElsewhere === 0 ? [] : [`${count(ownedElsewhere, "file")} owned by another source`]),
  ];
  return [
    ...outcomes.flatMap((outcome) => renderOutcome(outcome, output)),
    `${readableUri(source)}: ${parts.join(", ")}`,
  ];
}
