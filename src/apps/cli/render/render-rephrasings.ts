import { oneLine } from "../../present/index.ts";

/** The other phrasings that were searched, a line each; none where the question alone was. */
export function renderRephrasings(rephrasings: readonly string[] = []): readonly string[] {
  return rephrasings.map((text, index) => `also searched, phrasing ${index + 1}: ${oneLine(text)}`);
}
