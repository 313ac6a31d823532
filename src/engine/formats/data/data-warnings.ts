import type { ReceiptWarning } from "../../../core/index.ts";
import { MOST_DATA_LINES } from "./write-data.ts";

/** What is to be told of data that was read. */
export function dataWarnings(found: {
  readonly repeatedKeys?: number;
  readonly linesAsText?: number;
  readonly unexpandedAliases?: number;
  readonly isWhole: boolean;
}): readonly ReceiptWarning[] {
  const warnings: ReceiptWarning[] = [];
  const { repeatedKeys = 0, linesAsText = 0, unexpandedAliases = 0 } = found;
  if (repeatedKeys > 0) {
    warnings.push({
      code: "keys-repeated",
      message: `Keys that their map has already: ${repeatedKeys}. All were read.`,
    });
  }
  if (linesAsText > 0) {
    warnings.push({ code: "lines-as-text", message: `Lines that are no JSON, and were read as text: ${linesAsText}.` });
  }
  if (unexpandedAliases > 0) {
    const message = `Aliases that were read by their name only, since they repeat too much: ${unexpandedAliases}.`;
    warnings.push({ code: "aliases-unexpanded", message });
  }
  if (!found.isWhole) {
    warnings.push({ code: "data-truncated", message: `The first ${MOST_DATA_LINES} values and rows were read.` });
  }
  return warnings;
}
