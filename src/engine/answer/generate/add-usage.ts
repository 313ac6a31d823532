import type { GenerationUsage } from "../../../core/index.ts";

/** Adds the token counts of two texts. A count that only one text has is taken as the sum. */
export function addUsage(first: GenerationUsage, second: GenerationUsage): GenerationUsage {
  const add = (a: number | undefined, b: number | undefined) =>
    a === undefined && b === undefined ? undefined : (a ?? 0) + (b ?? 0);
  const sums = {
    inputTokens: add(first.inputTokens, second.inputTokens),
    outputTokens: add(first.outputTokens, second.outputTokens),
    reasoningTokens: add(first.reasoningTokens, second.reasoningTokens),
  };
  return Object.fromEntries(Object.entries(sums).filter(([, value]) => value !== undefined));
}
