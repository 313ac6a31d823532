import type { ReceiptWarning } from "../../../core/index.ts";
import { MAX_DATA_LINES } from "./write-data.ts";

/** Findings from reading data. */
export interface DataFindings {
  readonly repeatedKeys?: number;
  readonly linesAsText?: number;
  readonly unexpandedAliases?: number;
  readonly isWhole: boolean;
  readonly shortenedLists: number;
}

/** Returns the warnings about data that was read. */
export function dataWarnings(findings: DataFindings): readonly ReceiptWarning[] {
  const warnings: ReceiptWarning[] = [];
  const { repeatedKeys = 0, linesAsText = 0, unexpandedAliases = 0 } = findings;
  if (repeatedKeys > 0) {
    warnings.push({
      code: "keys-repeated",
      message: `Keys that occur more than once in their map: ${repeatedKeys}. All were read.`,
    });
  }
  if (linesAsText > 0) {
    warnings.push({ code: "lines-as-text", message: `Lines that are not JSON and were read as text: ${linesAsText}.` });
  }
  if (unexpandedAliases > 0) {
    const message = `Aliases that were not expanded because they repeat too much: ${unexpandedAliases}. Their names were read.`;
    warnings.push({ code: "aliases-unexpanded", message });
  }
  if (findings.shortenedLists > 0) {
    const message = `Lists of more than 100 numbers that were read as their length and first values: ${findings.shortenedLists}.`;
    warnings.push({ code: "numbers-shortened", message });
  }
  if (!findings.isWhole) {
    warnings.push({ code: "data-truncated", message: `Only the first ${MAX_DATA_LINES} values and rows were read.` });
  }
  return warnings;
}
