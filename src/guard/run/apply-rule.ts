import { defined, type GuardRule, type GuardSpan, type GuardVerdict } from "../../core/index.ts";
import type { CheckResult } from "../guard.ts";

/** Statement of a rule about a text. */
export type Measured = Pick<GuardVerdict, "verdict" | "action" | "score" | "spans" | "help">;

/**
 * Applies a rule to what its check measured.
 *
 * Only places of the rule's types with at least the threshold fail; a place without a score has that of the text. The
 * score of the text counts as well, unless the rule names types and the check found places.
 *
 * @param threshold  lowest score that fails
 */
export function applyRule(
  { types, action }: Pick<GuardRule, "types" | "action">,
  { score, spans, help }: CheckResult,
  threshold: number,
): Measured {
  const counted = spans.filter(({ type }) => types === undefined || types.includes(type));
  const scoreOf = (span: GuardSpan): number => span.score ?? score;
  const own = types === undefined || spans.length === 0 ? score : 0;
  const highest = counted.reduce((most, span) => Math.max(most, scoreOf(span)), own);
  if (highest < threshold) return { verdict: "pass", action: "allow", score: highest, spans: [] };

  const certain = counted.filter((span) => scoreOf(span) >= threshold);
  const failed = sortSpans(certain.length > 0 ? certain : counted);
  // A text that fails as a whole has no place to redact, so it may not pass.
  const possible = action === "redact" && failed.length === 0 ? "block" : action;
  return defined({ verdict: "fail", action: possible, score: highest, spans: failed, help });
}

function sortSpans(spans: readonly GuardSpan[]): readonly GuardSpan[] {
  return [...spans].sort((left, right) => left.start - right.start || left.end - right.end);
}
