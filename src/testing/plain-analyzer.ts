import type { Analyzer } from "../core/index.ts";

/** Lower-case runs of letters and digits: an analysis that a reader of a test can do in his head. */
export function createPlainAnalyzer(fingerprint = "plain-1"): Analyzer {
  const words = (text: string) => text.toLowerCase().match(/[\p{L}\p{N}]+/gu) ?? [];
  return { fingerprint, analyze: words, words };
}
