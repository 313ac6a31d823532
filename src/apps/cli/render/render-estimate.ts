import type { ReadingEstimate } from "../../../library/index.ts";
import { count } from "./render-counts.ts";

/** Describes the cost of a reading in one line. */
export function renderEstimate(estimate: ReadingEstimate): string {
  const { sections, sectionsReadBefore, documents, readBy, inputTokens, outputTokens, cost } = estimate;
  const before = sectionsReadBefore === 0 ? "" : `, ${show(sectionsReadBefore)} of them already read`;
  const price =
    cost === undefined ? "" : `, about ${round(cost.amount)} ${cost.currency} at the prices of ${cost.pricesOf}`;
  return `${readBy} reads ${count(sections, "section")} of ${count(documents, "document")}${before}: about ${show(inputTokens)} tokens in and ${show(outputTokens)} out${price}.`;
}

const show = (number: number): string => number.toLocaleString("en-US");

/** Rounds an amount to two significant digits. */
function round(amount: number): string {
  return amount >= 10 ? amount.toFixed(0) : String(Number(amount.toPrecision(2)));
}
