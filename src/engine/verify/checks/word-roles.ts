import classes from "./word-classes.json" with { type: "json" };

interface WordRole {
  readonly role: "negation" | "modal" | "scope" | "condition";
  /** Words of one class are equal. */
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
/** Texts in English have this share of its commonest words, and hardly any other text has. */
const ENGLISH_SHARE = 0.1;
/** The same of these and of words that other languages have too. */
const COMMON_SHARE = 0.25;
const titles: ReadonlySet<string> = new Set(set(classes.titles));
const lowerBounds: ReadonlySet<string> = new Set(set(classes.lowerBounds));
const upperBounds: ReadonlySet<string> = new Set(set(classes.upperBounds));
const approximations: ReadonlySet<string> = new Set(set(classes.approximations));

/** English words that turn or bound what a sentence says; undefined for others. Lower case. */
export function wordRole(word: string): WordRole | undefined {
  return roles.get(word);
}

/** Whether the words of this file are the text's own: what is negated in another language can not be told. */
export function isEnglish(text: string): boolean {
  const words = text.toLowerCase().match(/\p{L}+/gu) ?? [];
  const own = words.filter((word) => english.has(word)).length;
  const common = own + words.filter((word) => oftenEnglish.has(word)).length;
  return own >= Math.max(1, ENGLISH_SHARE * words.length) || common >= Math.max(2, COMMON_SHARE * words.length);
}

/** A word that says no more than that a number is rounded. Lower case. */
export function isApproximation(word: string): boolean {
  return approximations.has(word);
}

/** What the words before a number make of it: `above` for "more than 100" and "at least 100". Lower case, in reading order. */
export function boundOf(words: readonly string[]): "about" | "above" | "below" | undefined {
  const last = words.at(-1) ?? "";
  if (approximations.has(last)) return "about";
  const word = last === "than" ? (words.at(-2) ?? "") : last;
  if (lowerBounds.has(word)) return "above";
  return upperBounds.has(word) ? "below" : undefined;
}

/** `Dr` is no part of who somebody is. Lower case. */
export function isTitle(word: string): boolean {
  return titles.has(word);
}

/**
 * English words that say the contrary of each other (`before`, `after`): by the term of each word, the terms of its
 * contraries. In the data the first of a list stands against the others.
 */
export function collectOpposites(
  analyze: (text: string) => readonly string[],
): ReadonlyMap<string, ReadonlySet<string>> {
  const found = new Map<string, Set<string>>();
  const add = (one: string, other: string) => found.set(one, (found.get(one) ?? new Set()).add(other));
  const termOf = (word: string) => analyze(word)[0] ?? word;
  for (const [first = "", ...others] of classes.opposites) {
    for (const other of others) {
      add(termOf(first), termOf(other));
      add(termOf(other), termOf(first));
    }
  }
  return found;
}
