/** A cell's text as it is compared: compatible forms, case and runs of white space are one. */
export function foldText(text: string): string {
  return text.normalize("NFKC").toLowerCase().replace(/\s+/gu, " ").trim();
}
