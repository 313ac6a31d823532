import type { IndexQuery, WordExpansion } from "../../../core/index.ts";
import type { Member } from "./candidates.ts";
import { type ExpansionContext, expandPrefix } from "./expand-prefix.ts";
import { expandTypo } from "./expand-typo.ts";

/** A word of the query that is searched by several terms as if they were one. */
export interface ExpandedWord {
  readonly expansion: WordExpansion;
  readonly members: readonly Member[];
  /** How often the query has the word. */
  readonly occurrences: number;
}

/** More terms of one beginning say little, and cost what they are long. */
const MAX_PREFIX_TERMS = 64;
const MAX_TYPO_TERMS = 8;
/** A query of more unknown words is hardly one of typing errors, and each costs milliseconds. */
const MAX_TYPOS = 8;
const SHORTEST_TYPO = 4;
const lettersOnly = /^[\p{L}\p{M}]+$/u;

/** The words that are not searched as they are: beginnings, then what no chunk has, unless it is asked for word for word. */
export function expandWords(
  context: ExpansionContext,
  words: NonNullable<IndexQuery["words"]>,
  asked: { readonly phrases: readonly string[]; readonly terms: ReadonlyMap<string, number> },
): readonly ExpandedWord[] {
  const prefixes = countEach(words.prefixes ?? []).map(([word, occurrences]) => {
    const { members, known } = expandPrefix(context, word).nearest(MAX_PREFIX_TERMS);
    return expandedWord({ kind: "prefix", word, known }, members, occurrences);
  });
  const quoted = new Set(asked.phrases.flatMap((phrase) => context.analyzer.words(phrase)));
  const unknown = words.correctsTypos === true ? unknownWords(context, words.text, asked.terms) : [];
  const typos = unknown.filter(([word]) => !quoted.has(word)).slice(0, MAX_TYPOS);
  return [
    ...prefixes,
    ...typos.map(([word, occurrences]) => {
      const { members, known } = expandTypo(context, word).nearest(MAX_TYPO_TERMS);
      return expandedWord({ kind: "typo", word, known }, members, occurrences);
    }),
  ];
}

function expandedWord(
  asked: Omit<WordExpansion, "terms">,
  members: readonly Member[],
  occurrences: number,
): ExpandedWord {
  return { expansion: { ...asked, terms: members.map(({ term }) => term) }, members, occurrences };
}

/** Words of letters alone: what looks like a code is never taken for another one. Stop words of the question are none. */
function unknownWords(
  { sources, analyzer, languages }: ExpansionContext,
  text: string,
  asked: ReadonlyMap<string, number>,
): readonly [string, number][] {
  return countEach(analyzer.words(text)).filter(([word]) => {
    if ([...word].length < SHORTEST_TYPO || !lettersOnly.test(word)) return false;
    const terms = languages.flatMap((language) => analyzer.analyze(word, language));
    const isKnown = terms.some((term) => sources.some((source) => (source.find(term)?.liveCount ?? 0) > 0));
    return terms.some((term) => asked.has(term)) && !isKnown;
  });
}

function countEach(words: readonly string[]): readonly [string, number][] {
  const counts = new Map<string, number>();
  for (const word of words) counts.set(word, (counts.get(word) ?? 0) + 1);
  return [...counts];
}
