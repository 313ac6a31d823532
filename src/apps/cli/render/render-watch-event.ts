import type { LydianEvent } from "../../../core/index.ts";
import { oneLine } from "../../present/index.ts";
import type { Output } from "../terminal.ts";
import { readableUri } from "./readable-uri.ts";
import { count } from "./render-counts.ts";
import { wrapText } from "./wrap-text.ts";

/** Prints the events of watching that matter to a user. */
export function renderWatchEvent(event: LydianEvent, { colors, columns }: Output): readonly string[] {
  switch (event.type) {
    case "watch-started":
      return [`watching ${event.sources.map(readableUri).join(", ")}`];
    case "document-committed":
      return [
        `${colors.green("read   ")}  ${readableUri(event.uri)}  ${colors.dim(count(event.receipt.chunks, "chunk"))}`,
      ];
    case "document-removed":
      return [`${colors.dim("removed")}  ${readableUri(event.uri)}`];
    case "document-failed":
    case "watch-failed":
      return [
        `${colors.red("failed ")}  ${readableUri(event.uri)}`,
        wrapText(oneLine(event.message), columns, "         "),
        ...(event.hint === undefined ? [] : [wrapText(`hint: ${oneLine(event.hint)}`, columns, "         ")]),
      ];
    case "source-synced":
      return [`synced   ${readableUri(event.source)}`];
    default:
      return [];
  }
}
