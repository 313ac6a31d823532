import type { Usage } from "../../../core/index.ts";

/** What a language model's answer took: tokens, and what they cost by the prices of a day; nothing where no model was asked. */
export function renderUsage({ inputTokens, outputTokens, reasoningTokens, cost }: Usage): string | undefined {
  const number = (count: number) => count.toLocaleString("en");
  const thought = reasoningTokens ? ` (${number(reasoningTokens)} of them thought)` : "";
  const parts = [
    ...(inputTokens === undefined ? [] : [`${number(inputTokens)} tokens read`]),
    ...(outputTokens === undefined ? [] : [`${number(outputTokens)} written${thought}`]),
  ];
  const tokens = parts.length === 0 ? [] : [parts.join(", ")];
  const about = cost?.isEstimated ? "about " : "";
  const amount = cost?.amount.toLocaleString("en", { maximumSignificantDigits: 2 });
  const money = cost === undefined ? [] : [`${about}${amount} ${cost.currency} by the prices of ${cost.pricesOf}`];
  const all = [...tokens, ...money];
  return all.length === 0 ? undefined : all.join(" · ");
}
