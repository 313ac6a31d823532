import type { AddOutcome, AddReport } from "../../../lydian.ts";
import type { Output } from "../terminal.ts";
import { readableUri } from "./readable-uri.ts";
import { count } from "./render-counts.ts";
import { renderNearDuplicates } from "./render-near-duplicates.ts";
import { renderWarnings } from "./render-warnings.ts";
import { oneLine } from "./sanitize-text.ts";
import { wrapText } from "./wrap-text.ts";

/** The receipts, one document a line with its warnings below, and what it all came to. */
export function renderOutcomes(report: AddReport, output: Output): readonly string[] {
  const lines = report.outcomes.flatMap((outcome) => renderOutcome(outcome, output));
  return [...lines, summary(report)];
}

function renderOutcome(outcome: AddOutcome, output: Output): readonly string[] {
  const { colors, columns } = output;
  const name = readableUri(outcome.uri);
  if (outcome.outcome === "failed") {
    const hint = outcome.hint === undefined ? [] : [wrapText(`hint: ${oneLine(outcome.hint)}`, columns, "         ")];
    return [`${colors.red("failed ")}  ${name}`, wrapText(oneLine(outcome.message), columns, "         "), ...hint];
  }
  if (outcome.outcome === "removed") return [`${colors.dim("removed")}  ${name}`];
  if (outcome.outcome === "opened") {
    const read = `${outcome.membersRead.toLocaleString("en-US")} of ${count(outcome.members, "member")} read`;
    return [`${colors.green("opened ")}  ${name}  ${colors.dim(read)}`];
  }
  const { receipt } = outcome;
  const pages = receipt.pages === undefined ? "" : `${count(receipt.pages, "page")}, `;
  const label = outcome.outcome.padEnd(7);
  const from = outcome.outcome === "moved" ? ` (was ${readableUri(outcome.from)})` : "";
  const colored = outcome.outcome === "skipped" ? colors.dim(label) : colors.green(label);
  return [
    `${colored}  ${name}${from}  ${colors.dim(`${pages}${count(receipt.chunks, "chunk")}`)}`,
    ...renderWarnings(receipt.warnings, output, "         "),
    ...renderNearDuplicates(receipt.nearDuplicates ?? [], output, "         "),
  ];
}

function summary({ outcomes, collection, ...report }: AddReport): string {
  const kinds = ["added", "updated", "moved", "skipped", "opened", "removed", "failed"] as const;
  const parts = kinds
    .map((kind) => ({ kind, number: outcomes.filter(({ outcome }) => outcome === kind).length }))
    .filter(({ number }) => number > 0)
    .map(({ kind, number }) => `${number.toLocaleString("en-US")} ${kind}`);
  const found = parts.length === 0 ? "no documents" : parts.join(", ");
  const again = report.rechunked === 0 ? "" : `, ${count(report.rechunked, "document")} cut again`;
  const alike = outcomes.filter((outcome) => "receipt" in outcome && outcome.receipt.nearDuplicates?.length).length;
  const repeated = alike === 0 ? "" : `; ${alike.toLocaleString("en-US")} nearly the same as others`;
  return `${found} in collection ${collection}${again}${repeated}${waiting(report)}`;
}

/** What `lydian embed` would still do. */
function waiting({
  chunksWithoutVectors,
  documentsToRechunk,
}: Pick<AddReport, "chunksWithoutVectors" | "documentsToRechunk">): string {
  const parts = [
    ...(chunksWithoutVectors === 0 ? [] : [`${count(chunksWithoutVectors, "chunk")} without vectors`]),
    ...(documentsToRechunk === 0 ? [] : [`${count(documentsToRechunk, "document")} to be cut again`]),
  ];
  return parts.length === 0 ? "" : `; ${parts.join(", ")} (lydian embed)`;
}
