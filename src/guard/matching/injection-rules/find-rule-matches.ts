import { foldForLiterals, mayMatch, type ScreenedExpression, screenExpression } from "../required-literals.ts";
import { type InjectionRule, injectionRules, type RuleMatch } from "./injection-rules.ts";

/** A rule, and what its matches contain. */
export interface ScreenedRule {
  readonly rule: InjectionRule;
  readonly patterns: readonly ScreenedExpression[];
}

const screenedRules: readonly ScreenedRule[] = injectionRules.map((rule) => ({
  rule,
  patterns: rule.patterns.map(screenExpression),
}));

/**
 * Returns what the rules find, in the order of the rules. Many matches of one rule with `minMatches` become one.
 *
 * @param rules  rules that may match; default: all
 */
export function findRuleMatches(text: string, rules: readonly ScreenedRule[] = screenedRules): readonly RuleMatch[] {
  return screenRules(text, rules).flatMap(({ rule, patterns }) => applyRule(text, rule, patterns));
}

/**
 * Returns the rules that may match in a text or in a part of it.
 *
 * @param rules  rules to choose from; default: all
 */
export function screenRules(text: string, rules: readonly ScreenedRule[] = screenedRules): readonly ScreenedRule[] {
  const folded = foldForLiterals(text);
  return rules.flatMap(({ rule, patterns }) => {
    const possible = patterns.filter((pattern) => mayMatch(pattern, folded));
    return possible.length === 0 ? [] : [{ rule, patterns: possible }];
  });
}

function applyRule(text: string, rule: InjectionRule, patterns: readonly ScreenedExpression[]): readonly RuleMatch[] {
  const matches: RuleMatch[] = [];
  for (const { expression } of patterns) {
    for (const { 0: match, index } of text.matchAll(expression)) {
      const start = index + match.length - match.trimStart().length;
      matches.push({ rule, start, end: index + match.length });
    }
  }
  const { minMatches = 1 } = rule;
  if (minMatches === 1) return matches;
  const [first, last] = [matches[0], matches.at(-1)];
  if (first === undefined || last === undefined || matches.length < minMatches) return [];
  return [{ rule, start: first.start, end: last.end }];
}
