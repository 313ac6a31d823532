import type { Span } from "../../../core/index.ts";
import { findRuleMatches } from "../../matching/injection-rules/find-rule-matches.ts";
import type { RuleMatch } from "../../matching/injection-rules/injection-rules.ts";
import type { HashedModel } from "../../matching/linear-model/read-linear-model.ts";
import { readTokens } from "../../matching/linear-model/read-tokens.ts";
import { createWindowScorer } from "../../matching/linear-model/score-windows.ts";
import { splitWindows } from "../../matching/linear-model/split-windows.ts";

/** Values of a prompt, and the places that they come from. */
export interface PromptMeasure {
  /** Values by name: those of the model, and 1 for each rule that matched. */
  readonly values: Readonly<Record<string, number>>;
  readonly matches: readonly RuleMatch[];
  /** The part that looks most like an attack. */
  readonly part: Span;
}

/** Intercept of the model. */
const EMPTY_SUM = -2;

/**
 * Measures a prompt:
 *
 * - `part`: the highest weighted sum of a sentence, of two that follow each other, or of the whole
 * - `whole`: the weighted sum of the whole
 * - `length`: logarithm of the number of parts, since one of many parts looks like an attack by chance
 * - the id of each rule that matched
 */
export function measurePrompt(
  model: Pick<HashedModel, "weights" | "scale" | "intercept">,
  text: string,
): PromptMeasure {
  const tokens = readTokens(text);
  const windows = splitWindows(text, tokens);
  const scoreWindow = createWindowScorer(model);
  let best = { sum: Number.NEGATIVE_INFINITY, window: { start: 0, end: 0 } };
  let whole = EMPTY_SUM;
  for (const window of windows) {
    const sum = scoreWindow(tokens, window);
    if (sum > best.sum) best = { sum, window };
    // The last window is the whole text.
    whole = sum;
  }
  const matches = findRuleMatches(text);
  const rules = Object.fromEntries(matches.map(({ rule }) => [rule.id, 1]));
  const part = Number.isFinite(best.sum) ? best.sum : EMPTY_SUM;
  return {
    values: { part, whole, length: Math.log2(Math.max(1, windows.length)), ...rules },
    matches,
    part: {
      start: tokens[best.window.start]?.start ?? 0,
      end: tokens[best.window.end - 1]?.end ?? text.length,
    },
  };
}
