import type { Analyzer } from "../core/index.ts";

/** Lower-case runs of letters and digits: an analysis that a reader of a test can do in his head. */
export function createPlainAnalyzer(fingerprint = "plain-1"): Analyzer {
  return { fingerprint, analyze: (text) => text.toLowerCase().match(/[\p{L}\p{N}]+/gu) ?? [] };
}
