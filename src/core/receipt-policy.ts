/** The consequences of a receipt's warning outside the receipt. */
export interface ReceiptPolicy {
  /** True if someone should check the document. */
  readonly isProblem: boolean;
  /** True if searched text may be missing or wrong, so that hits and answers must say so. */
  readonly reachesAnswer: boolean;
}

const gap: ReceiptPolicy = { isProblem: true, reachesAnswer: true };
/** Policy for a faulty file of which all text was read. */
const fault: ReceiptPolicy = { isProblem: true, reachesAnswer: false };
const note: ReceiptPolicy = { isProblem: false, reachesAnswer: false };

const policies: ReadonlyMap<string, ReceiptPolicy> = new Map([
  ["aliases-unexpanded", gap],
  ["characters-replaced", gap],
  ["characters-unmapped", gap],
  ["data-truncated", gap],
  ["encoding-guessed", gap],
  ["formula-without-value", gap],
  ["front-matter-invalid", fault],
  ["hidden-cells", note],
  ["hidden-text", fault],
  ["keys-repeated", fault],
  ["ligatures-repaired", fault],
  ["lines-as-text", fault],
  ["low-ocr-confidence", gap],
  ["metadata-skipped", fault],
  ["no-text", gap],
  ["number-shown-raw", gap],
  ["numbers-shortened", note],
  ["output-truncated", gap],
  ["page-unreadable", gap],
  ["page-without-text", gap],
  ["part-missing", gap],
  ["pictures-not-read", note],
  ["quote-unclosed", fault],
  ["rows-ragged", fault],
  ["sentence-quarantined", gap],
  ["table-truncated", gap],
]);

/** Returns the policy of a warning's code. An unknown code counts as a gap, so that no problem is hidden. */
export function receiptPolicy(code: string): ReceiptPolicy {
  return policies.get(code) ?? gap;
}
