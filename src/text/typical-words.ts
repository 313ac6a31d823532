import type { Analyzer } from "../core/index.ts";
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
        if (!plain.test(word) || (word.length < SHORTEST && !hasUnspacedScript(word))) continue;
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

/** A capital at the beginning of a sentence is no part of the word: where both are as frequent, the small letters stand. */
function usualForm(forms: ReadonlyMap<string, number>): string {
  const isSmall = (word: string): number => (word === word.toLowerCase() ? 1 : 0);
  const [best] = [...forms].sort(
    ([one, count], [other, otherCount]) =>
      otherCount - count || isSmall(other) - isSmall(one) || one.length - other.length || (one < other ? -1 : 1),
  );
  return best?.[0] ?? "";
}
