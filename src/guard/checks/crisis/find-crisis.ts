import type { Span } from "../../../core/index.ts";
import { foldForLiterals, mayMatch, screenExpression } from "../../matching/required-literals.ts";
import type { CrisisRule } from "./crisis-rule.ts";
import { englishRules } from "./english-rules.ts";
import { germanRules } from "./german-rules.ts";

/** A sentence of a person in a crisis, found by a rule. */
export interface CrisisMatch extends Span {
  readonly rule: CrisisRule;
}

const screenedRules = [...englishRules, ...germanRules].map((rule: CrisisRule) => ({
  rule,
  screened: screenExpression(rule.pattern),
}));

const sayings =
  "say|says|said|saying|tell|tells|told|write|writes|wrote|state|states|report|reports|mention|mentions|express|expresses|threaten|threatens|sing|sings|sang|sagt|sagen|erzählt|erwähnt|schreibt|äußert|singt";
const others =
  "patients?|clients?|residents?|callers?|students?|pupils?|employees?|visitors?|customers?|someone|somebody|anyone|people|person|character|hero|heroine|detective|users?|members?|staff|poet|singer|band|who|man|patient(?:in|en|innen)?|klient(?:in|en)?|bewohner(?:in)?|anrufer(?:in)?|schüler(?:in)?|mitarbeiter(?:in)?|jemand|wer";
/** Somebody else says it, such as a patient in a question about the handbook. */
const reported = new RegExp(
  `(?<![\\p{L}])(?:${others})(?![\\p{L}])[^.!?\\n]{0,60}(?<![\\p{L}])(?:${sayings})(?![\\p{L}])`,
  "u",
);
const fiction =
  /(?<![\p{L}])(?:songs?|lyrics?|films?|movies?|novels?|books?|poems?|episodes?|series|albums?|story|stories|lied|buch|roman|gedicht|serie|geschichte)(?![\p{L}])/u;
/** Beginnings of a question about a work, or of the request to write one. */
const aboutWorks =
  /^[\s"'“„]{0,4}(?:who|which|what|in which|where|when|write|translate|is|does|wer|welche[rs]?|in welche[mr]|was|schreib\p{L}{0,3}|übersetz\p{L}{0,3})\b/u;
/** Maximum length of the part of a sentence before a match that is read. */
const MAX_BEFORE = 300;

/**
 * Finds sentences that people in a crisis write about themselves or someone close, in English and German: a wish to die, a
 * plan, means, an overdose, self-harm, and indirect forms.
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
 * Returns the text in lower case, of the same length. The patterns are written in lower case: to compile them for letters of
 * either case takes longer than a search.
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
  return before.slice(before.search(/[^.!?\n]*$/));
}
