/** What a warning of a receipt means to others than whoever reads the receipt. */
export interface ReceiptPolicy {
  /** Somebody should look after the document. */
  readonly isProblem: boolean;
  /** Something of the document may be missing or wrong in what was searched, so that hits and answers say so. */
  readonly reachesAnswer: boolean;
}

const gap: ReceiptPolicy = { isProblem: true, reachesAnswer: true };
/** All of the text was read; the file is at fault. */
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
  ["keys-repeated", fault],
  ["lines-as-text", fault],
  ["low-ocr-confidence", gap],
  ["metadata-skipped", fault],
  ["no-text", gap],
  ["output-truncated", gap],
  ["page-unreadable", gap],
  ["page-without-text", gap],
  ["part-missing", gap],
  ["pictures-not-read", note],
  ["quote-unclosed", fault],
  ["rows-ragged", fault],
  ["table-truncated", gap],
]);

/** The policy of a warning's code; one that is not known here counts as a gap, so that nothing is kept back. */
export function receiptPolicy(code: string): ReceiptPolicy {
  return policies.get(code) ?? gap;
}
