import type { AddOutcome, AddReport } from "../../../core/index.ts";
import { oneLine } from "../../present/index.ts";
import type { Output } from "../terminal.ts";
import { readableUri } from "./readable-uri.ts";
import { count } from "./render-counts.ts";
import { renderNearDuplicates } from "./render-near-duplicates.ts";
import { renderWarnings } from "./render-warnings.ts";
import { wrapText } from "./wrap-text.ts";

/** Prints the receipt of one document with its warnings. */
export function renderOutcome(outcome: AddOutcome, output: Output): readonly string[] {
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

const KINDS = ["added", "updated", "moved", "skipped", "opened", "removed", "failed"] as const;

/** Counts the outcomes by kind: `2 added`, `1 failed`. */
export function countOutcomes(outcomes: readonly AddOutcome[]): readonly string[] {
  return KINDS.map((kind) => ({ kind, number: outcomes.filter(({ outcome }) => outcome === kind).length }))
    .filter(({ number }) => number > 0)
    .map(({ kind, number }) => `${number.toLocaleString("en-US")} ${kind}`);
}

/** Describes the work left for `lydian embed`; empty if there is none. */
export function renderWaiting({
  chunksWithoutVectors,
  documentsToRechunk,
}: Pick<AddReport, "chunksWithoutVectors" | "documentsToRechunk">): string {
  const parts = [
    ...(chunksWithoutVectors === 0 ? [] : [`${count(chunksWithoutVectors, "chunk")} without vectors`]),
    ...(documentsToRechunk === 0 ? [] : [`${count(documentsToRechunk, "document")} to rechunk`]),
  ];
  return parts.length === 0 ? "" : `${parts.join(", ")} (run lydian embed)`;
}
