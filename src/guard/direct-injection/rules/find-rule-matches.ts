import type { InjectionRule, RuleMatch } from "./injection-rule.ts";
import { leakRules } from "./leak-rules.ts";
import { overrideRules } from "./override-rules.ts";
import { personaRules } from "./persona-rules.ts";
import { spoofingRules } from "./spoofing-rules.ts";

/** Every rule, the most certain kinds first. */
export const injectionRules: readonly InjectionRule[] = [
  ...spoofingRules,
  ...overrideRules,
  ...leakRules,
  ...personaRules,
];

/** Returns what the rules find, in the order of the rules. Many matches of one rule with `minMatches` become one. */
export function findRuleMatches(text: string): readonly RuleMatch[] {
  return injectionRules.flatMap((rule) => applyRule(text, rule));
}

function applyRule(text: string, rule: InjectionRule): readonly RuleMatch[] {
  const matches: RuleMatch[] = [];
  for (const pattern of rule.patterns) {
    for (const { 0: match, index } of text.matchAll(pattern)) {
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
