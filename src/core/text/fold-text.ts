/** Folds a text for comparison: NFKC, lower case, single spaces, no white space at its ends. */
export function foldText(text: string): string {
  return text.normalize("NFKC").toLowerCase().replace(/\s+/gu, " ").trim();
}
