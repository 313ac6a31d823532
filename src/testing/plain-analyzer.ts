import type { Analyzer } from "../core/index.ts";

/** Analyses text as lower-case runs of letters and digits, so that readers of a test can follow easily. */
export function createPlainAnalyzer(fingerprint = "plain-1"): Analyzer {
  const words = (text: string) => text.toLowerCase().match(/[\p{L}\p{N}]+/gu) ?? [];
  return { fingerprint, analyze: words, words };
}
