import type { Span } from "../../../core/index.ts";
import { foldForLiterals, mayMatch, screenExpression } from "../../matching/required-literals.ts";
import { type CrisisRule, crisisLanguages, crisisRules } from "./crisis-rules.ts";

/** A sentence of a person in a crisis, found by a rule. */
export interface CrisisMatch extends Span {
  readonly rule: CrisisRule;
}

const screenedRules = crisisRules.map((rule) => ({ rule, screened: screenExpression(rule.pattern) }));

const anyOf = (list: "others" | "says" | "works" | "askingOfWorks"): string =>
  `(?:${crisisLanguages.flatMap((language) => language[list]).join("|")})`;

/** Somebody else says it, such as a patient in a question about the handbook. */
const reported = new RegExp(
  `(?<![\\p{L}])${anyOf("others")}(?![\\p{L}])[^.!?\\n]{0,60}(?<![\\p{L}])${anyOf("says")}(?![\\p{L}])`,
  "u",
);
const fiction = new RegExp(`(?<![\\p{L}])${anyOf("works")}(?![\\p{L}])`, "u");
const aboutWorks = new RegExp(`^[\\s"'“„]{0,4}${anyOf("askingOfWorks")}\\b`, "u");
/** Maximum length of the part of a sentence before a match that is read. */
const MAX_BEFORE = 300;

/**
 * Finds sentences that people in a crisis write about themselves or someone close, in English and German: a wish to
 * die, a plan, means, an overdose, self-harm, and indirect forms.
 *
 * Words that somebody else says, as in a question about patients, and titles and words of works do not count.
 *
 * @returns matches in the order of the rules, at most one for each rule
 */
export function findCrisis(text: string): readonly CrisisMatch[] {
  const plain = inLowerCase(text.replaceAll(/[’‘`´]/g, "'"));
  const folded = foldForLiterals(plain);
  return screenedRules.flatMap(({ rule, screened }) => {
    if (!mayMatch(screened, folded)) return [];
    for (const { 0: words, index } of plain.matchAll(rule.pattern)) {
      if (!isOfOthers(plain, index)) return [{ start: index, end: index + words.length, rule }];
    }
    return [];
  });
}

/**
 * Returns the text in lower case, of the same length. The patterns are written in lower case: to compile them for
 * letters of either case takes longer than a search.
 */
function inLowerCase(text: string): string {
  // The only letter whose lower case has another length.
  return text.replaceAll("İ", "i").toLowerCase();
}

function isOfOthers(text: string, index: number): boolean {
  const before = sentenceBefore(text, index);
  return reported.test(before) || (fiction.test(before) && aboutWorks.test(before));
}

/** Returns the sentence before a place in it. */
function sentenceBefore(text: string, index: number): string {
  const before = text.slice(Math.max(0, index - MAX_BEFORE), index);
  return before.slice(before.search(/(?<![^.!?\n])[^.!?\n]*$/));
}
