import { oneLine } from "../../present/index.ts";

/** Prints the other phrasings that were searched, one per line. */
export function renderRephrasings(rephrasings: readonly string[] = []): readonly string[] {
  return rephrasings.map((text, index) => `also searched, phrasing ${index + 1}: ${oneLine(text)}`);
}
