import type { Usage } from "../../../core/index.ts";

/** Describes the tokens and the cost of an answer; undefined if no language model was used. */
export function renderUsage({ inputTokens, outputTokens, reasoningTokens, cost }: Usage): string | undefined {
  const number = (count: number) => count.toLocaleString("en");
  const reasoning = reasoningTokens ? ` (${number(reasoningTokens)} of them for reasoning)` : "";
  const parts = [
    ...(inputTokens === undefined ? [] : [`${number(inputTokens)} tokens read`]),
    ...(outputTokens === undefined ? [] : [`${number(outputTokens)} written${reasoning}`]),
  ];
  const tokens = parts.length === 0 ? [] : [parts.join(", ")];
  const about = cost?.isEstimated ? "about " : "";
  const amount = cost?.amount.toLocaleString("en", { maximumSignificantDigits: 2 });
  const money = cost === undefined ? [] : [`${about}${amount} ${cost.currency} at the prices of ${cost.pricesOf}`];
  const all = [...tokens, ...money];
  return all.length === 0 ? undefined : all.join(" · ");
}
