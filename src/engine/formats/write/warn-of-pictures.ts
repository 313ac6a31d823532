import type { ReceiptWarning } from "../../../core/index.ts";

/** Returns the warning for pictures without a description, if there are any. */
export function warnOfPictures(count: number): readonly ReceiptWarning[] {
  if (count === 0) return [];
  const what = count === 1 ? "1 picture without a description was" : `${count} pictures without a description were`;
  return [{ code: "pictures-not-read", message: `${what} not read.` }];
}
