import type { Analyzer } from "../../core/index.ts";
import { hasUnspacedScript } from "./word-pattern.ts";
import { writtenWords } from "./written-words.ts";

export interface TypicalWords {
  /** As they are written most often. */
  readonly vocabulary: readonly string[];
  /** For each text, in the order in which they were added: indexes of its most typical words, most typical first. */
  readonly texts: readonly (readonly number[])[];
}

export interface TypicalWordFinder {
  /** @param language  ISO 639-1 */
  add(text: string, language: string): void;
  /** @param most  of each text */
  find(most: number): TypicalWords;
}

interface Term {
  /** How often it is written in which way. */
  readonly forms: Map<string, number>;
  texts: number;
}

const SHORTEST = 3;
/**
 * English words that say how things are related, and never what a text is about. The search keeps them, since a question may be about
 * nothing else; of the other languages the stop words have their like.
 */
const relating: ReadonlySet<string> = new Set(
  (
    "you your yours we our ours us me my he she him his her hers its them who whom whose which what when where why how all any both each few more " +
    "most every many much other others some another such than too very can could may might must shall should would have has had having do does did done been being am were from about " +
    "above after again against before below between down during further here once only over own same under until up out off through while because also " +
    "however within without per via one two three first second new used using use"
  ).split(" "),
);
/** Codes and numbers tell documents apart, but name nothing. */
const plain = /^[\p{L}\p{M}’'-]+$/u;

/**
 * The words that set a text apart from the others, by tf × ln(1 + N / df): whole words as they are written, counted as one where the
 * analysis takes them for one. Stop words, numbers and codes are left out, and words of one or two letters in scripts with
 * spaces. Equal ones stand by their terms.
 *
 * @see Spärck Jones: A Statistical Interpretation of Term Specificity, Journal of Documentation 28, 1972
 */
export function createTypicalWordFinder({ analyze }: Pick<Analyzer, "analyze">): TypicalWordFinder {
  const terms = new Map<string, Term>();
  const texts: ReadonlyMap<string, number>[] = [];
  return {
    add(text, language) {
      const counts = new Map<string, number>();
      for (const word of writtenWords(text)) {
        if (!mayName(word, language)) continue;
        const [term] = analyze(word, language);
        if (term === undefined) continue;
        counts.set(term, (counts.get(term) ?? 0) + 1);
        note(terms, term, word);
      }
      for (const term of counts.keys()) {
        const known = terms.get(term);
        if (known !== undefined) known.texts += 1;
      }
      texts.push(counts);
    },
    find: (most) => rank(terms, texts, most),
  };
}

function mayName(word: string, language: string): boolean {
  if (!plain.test(word) || (word.length < SHORTEST && !hasUnspacedScript(word))) return false;
  return language !== "en" || !relating.has(word.toLowerCase());
}

function note(terms: Map<string, Term>, term: string, word: string): void {
  const known = terms.get(term) ?? { forms: new Map<string, number>(), texts: 0 };
  known.forms.set(word, (known.forms.get(word) ?? 0) + 1);
  terms.set(term, known);
}

function rank(
  terms: ReadonlyMap<string, Term>,
  texts: readonly ReadonlyMap<string, number>[],
  most: number,
): TypicalWords {
  const vocabulary: string[] = [];
  const indexes = new Map<string, number>();
  const indexOf = (term: string): number => {
    const index = indexes.get(term) ?? vocabulary.push(usualForm(terms.get(term)?.forms ?? new Map())) - 1;
    indexes.set(term, index);
    return index;
  };
  const weightOf = (term: string, count: number): number =>
    count * Math.log(1 + texts.length / (terms.get(term)?.texts ?? 1));
  const ranked = texts.map((counts) =>
    [...counts]
      .map(([term, count]) => ({ term, weight: weightOf(term, count) }))
      .sort((one, other) => other.weight - one.weight || (one.term < other.term ? -1 : 1))
      .slice(0, most)
      .map(({ term }) => indexOf(term)),
  );
  return { vocabulary, texts: ranked };
}

/** Of so many times a word has to be written small for its capital to be that of a heading or of a sentence's beginning. */
const SMALL_SHARE = 0.2;

function usualForm(forms: ReadonlyMap<string, number>): string {
  const counted = [...forms].sort(
    ([one, count], [other, otherCount]) => otherCount - count || one.length - other.length || (one < other ? -1 : 1),
  );
  const all = counted.reduce((sum, [, count]) => sum + count, 0);
  const small = counted.find(([word]) => word === word.toLowerCase());
  const isSmall = small !== undefined && small[1] >= SMALL_SHARE * all;
  return (isSmall ? small : counted[0])?.[0] ?? "";
}
