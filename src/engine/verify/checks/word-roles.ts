import classes from "./word-classes.json" with { type: "json" };

interface WordRole {
  readonly role: "negation" | "modal" | "scope" | "condition";
  /** Class of the word. Words of one class count as equal. */
  readonly key: string;
}

const set = (list: string): readonly string[] => list.split(" ");
const ofClasses = (role: WordRole["role"], lists: Readonly<Record<string, string>>): [string, WordRole][] =>
  Object.entries(lists).flatMap(([key, list]) => set(list).map((word): [string, WordRole] => [word, { role, key }]));

const roles: ReadonlyMap<string, WordRole> = new Map([
  ...ofClasses("negation", { not: classes.negations }),
  ...ofClasses("condition", { unless: classes.conditions }),
  ...ofClasses("scope", classes.scopes),
  ...ofClasses("modal", classes.modals),
]);

const english: ReadonlySet<string> = new Set(set(classes.english));
const oftenEnglish: ReadonlySet<string> = new Set(set(classes.oftenEnglish));
/** Minimum share of the most common English words in an English text. */
const ENGLISH_SHARE = 0.1;
/** Minimum share of common words, including those that other languages have too, in an English text. */
const COMMON_SHARE = 0.25;
const titles: ReadonlySet<string> = new Set(set(classes.titles));
const lowerBounds: ReadonlySet<string> = new Set(set(classes.lowerBounds));
const upperBounds: ReadonlySet<string> = new Set(set(classes.upperBounds));
const approximations: ReadonlySet<string> = new Set(set(classes.approximations));

/**
 * Returns the role of an English word that changes or bounds a statement; undefined for other words. Expects lower
 * case.
 */
export function wordRole(word: string): WordRole | undefined {
  return roles.get(word);
}

/** Returns whether a text is in English. In other languages, negations are not recognised. */
export function isEnglish(text: string): boolean {
  const words = text.toLowerCase().match(/\p{L}+/gu) ?? [];
  const certain = words.filter((word) => english.has(word)).length;
  const common = certain + words.filter((word) => oftenEnglish.has(word)).length;
  return certain >= Math.max(1, ENGLISH_SHARE * words.length) || common >= Math.max(2, COMMON_SHARE * words.length);
}

/** Returns whether a word only says that a number is rounded. Expects lower case. */
export function isApproximation(word: string): boolean {
  return approximations.has(word);
}

/**
 * Returns the bound that the words before a number set: `above` for "more than 100" and "at least 100".
 * Expects lower case, in reading order.
 */
export function boundOf(words: readonly string[]): "about" | "above" | "below" | undefined {
  const last = words.at(-1) ?? "";
  if (approximations.has(last)) return "about";
  const word = last === "than" ? (words.at(-2) ?? "") : last;
  if (lowerBounds.has(word)) return "above";
  return upperBounds.has(word) ? "below" : undefined;
}

/** Returns whether a word is a title, such as `dr`, which does not identify a person. Expects lower case. */
export function isTitle(word: string): boolean {
  return titles.has(word);
}

/**
 * Collects English words with opposite meanings (`before`, `after`): the terms of its opposites by each word's term. In
 * the data, the first word of a list is opposite to the others.
 */
export function collectOpposites(
  analyze: (text: string) => readonly string[],
): ReadonlyMap<string, ReadonlySet<string>> {
  const opposites = new Map<string, Set<string>>();
  const add = (term: string, opposite: string) => opposites.set(term, (opposites.get(term) ?? new Set()).add(opposite));
  const termOf = (word: string) => analyze(word)[0] ?? word;
  for (const [first = "", ...others] of classes.opposites) {
    for (const other of others) {
      add(termOf(first), termOf(other));
      add(termOf(other), termOf(first));
    }
  }
  return opposites;
}
