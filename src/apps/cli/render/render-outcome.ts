import type { AddOutcome } from "../../../core/index.ts";
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
