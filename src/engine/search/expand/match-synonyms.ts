import type { SynonymRule, WordAlternative } from "../../../core/index.ts";
import { foldWords } from "../../text/index.ts";
import { hasRun, weightOf } from "./word-runs.ts";

/** Weight of a synonym. It was the best weight for a list that was made from a whole corpus; see decision 32. */
const SHARE = 1 / 2;

/** A word sequence of a rule, and its synonyms. */
interface Entry {
  readonly words: readonly string[];
  readonly others: readonly (readonly string[])[];
}

/** Entries by their first word: a list may have thousands of entries, while a query has few words. */
type Entries = ReadonlyMap<string, readonly Entry[]>;

const entriesByRules = new WeakMap<readonly SynonymRule[], Entries>();

/**
 * Finds the synonyms of words of the query. Capitals and punctuation do not matter; quoted words have no synonyms.
 *
 * @param phrases  quoted texts
 */
export function matchSynonyms(
  text: string,
  phrases: readonly string[],
  rules: readonly SynonymRule[],
): readonly WordAlternative[] {
  if (rules.length === 0) return [];
  const entries = entriesByRules.get(rules) ?? readEntries(rules);
  entriesByRules.set(rules, entries);
  const queryWords = foldWords(text);
  const quoted = phrases.map(foldWords);
  return [...new Set(queryWords)]
    .flatMap((word) => entries.get(word) ?? [])
    .filter(({ words }) => hasRun(queryWords, words) && !quoted.some((phrase) => hasRun(phrase, words)))
    .flatMap(({ words, others }) =>
      others.map((other) => ({
        word: words.join(" "),
        text: other.join(" "),
        weight: weightOf(words, other, SHARE),
      })),
    );
}

function readEntries(rules: readonly SynonymRule[]): Entries {
  const entries = new Map<string, Entry[]>();
  for (const { from, to } of rules) {
    const targets = to.map(foldWords);
    for (const words of from.map(foldWords)) {
      const source = words.join(" ");
      const others = targets.filter((target) => target.join(" ") !== source);
      const [first = ""] = words;
      entries.set(first, [...(entries.get(first) ?? []), { words, others }]);
    }
  }
  return entries;
}
