import type { SynonymRule, WordAlternative } from "../../../core/index.ts";
import { foldWords } from "../../text/index.ts";
import { hasRun } from "./find-run.ts";
import { weightOf } from "./weight-of.ts";

/** Weight at which a list made from a whole corpus did best, see decision 32. */
const SHARE = 1 / 2;

/** What a rule's entry asks for beside itself. */
interface Entry {
  readonly words: readonly string[];
  readonly others: readonly (readonly string[])[];
}

/** By the first word; a list may have thousands of entries, and a query has few words. */
type Entries = ReadonlyMap<string, readonly Entry[]>;

const remembered = new WeakMap<readonly SynonymRule[], Entries>();

/**
 * What a list of synonyms has for words of the query, compared as phrases are: capitals and punctuation aside.
 *
 * @param phrases  what is asked for word for word, and so has no alternatives
 */
export function matchSynonyms(
  query: { readonly text: string; readonly phrases: readonly string[] },
  rules: readonly SynonymRule[],
): readonly WordAlternative[] {
  if (rules.length === 0) return [];
  const entries = remembered.get(rules) ?? readEntries(rules);
  remembered.set(rules, entries);
  const asked = foldWords(query.text);
  const quoted = query.phrases.map(foldWords);
  return [...new Set(asked)]
    .flatMap((word) => entries.get(word) ?? [])
    .filter(({ words }) => hasRun(asked, words) && !quoted.some((phrase) => hasRun(phrase, words)))
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
      const own = words.join(" ");
      const others = targets.filter((target) => target.join(" ") !== own);
      const [first = ""] = words;
      entries.set(first, [...(entries.get(first) ?? []), { words, others }]);
    }
  }
  return entries;
}
