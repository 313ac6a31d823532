import { splitSentences } from "../../../engine/text/index.ts";
import type { CheckResult } from "../../guard.ts";
import { createPhraseMatcher } from "../../matching/match-phrases.ts";
import { type Finding, mergeFindings } from "../../matching/merge-findings.ts";
import { severityScores } from "../../matching/severity.ts";
import type { Measure } from "../define-guard.ts";
import healthTopics from "./health-topics.json" with { type: "json" };
import { resolveLists, type TopicRule } from "./topic-rules.ts";

/** A rule with its lists as numbers of phrases. */
interface ReadyRule extends Pick<TopicRule, "type" | "severity"> {
  readonly lists: readonly ReadonlySet<number>[];
  readonly excluded: ReadonlySet<number>;
}

/**
 * Creates the guard `topics`: sentences about topics that a collection may not answer, such as the dosage of medicines.
 *
 * @param health  whether the rules for health collections count: dosage, diagnosis, treatment and
 *                emergency, in English and German
 */
export function createTopicsCheck(rules: readonly TopicRule[], health: boolean): Measure {
  const all = health ? [...resolveLists(healthTopics), ...rules] : rules;
  const phrases = [...new Set(all.flatMap(({ all: lists, none = [] }) => [...lists.flat(), ...none]))];
  const numbers = new Map(phrases.map((phrase, number) => [phrase, number]));
  const numbersOf = (list: readonly string[]) => new Set(list.map((phrase) => numbers.get(phrase) ?? -1));
  const ready = all.map(({ type, severity, all: lists, none = [] }): ReadyRule => {
    return { type, severity, lists: lists.map(numbersOf), excluded: numbersOf(none) };
  });
  const find = createPhraseMatcher(phrases);
  const presentIn = (text: string) => new Set(Array.from(find(text), ({ phrase }) => phrase));
  return {
    version: "1",
    threshold: 0.5,
    check: ({ views }): CheckResult =>
      mergeFindings(views().map((view) => ({ view, findings: findTopics(view.text, ready, presentIn) }))),
  };
}

function* findTopics(
  text: string,
  rules: readonly ReadyRule[],
  presentIn: (sentence: string) => ReadonlySet<number>,
): Iterable<Finding> {
  for (const { start, end } of splitSentences(text)) {
    const present = presentIn(text.slice(start, end));
    if (present.size === 0) continue;
    for (const { type, severity, lists, excluded } of rules) {
      if (hasCommon(excluded, present) || !lists.every((list) => hasCommon(list, present))) continue;
      yield { start, end, type, evidence: "topic-rule", score: severityScores[severity] };
    }
  }
}

function hasCommon(list: ReadonlySet<number>, present: ReadonlySet<number>): boolean {
  for (const number of present) if (list.has(number)) return true;
  return false;
}
