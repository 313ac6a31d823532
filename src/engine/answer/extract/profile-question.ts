import type { Analyzer } from "../../../core/index.ts";
import { words } from "../../text/index.ts";
import askingWords from "./asking-words.json" with { type: "json" };

/** What kind of thing would answer, an `amount` of money among them; `none` where the question does not say. */
export type ExpectedKind = "date" | "amount" | "number" | "name" | "place" | "reason" | "definition" | "none";

/** What a question asks for and by which words, ready to be compared with many sentences. */
export interface QuestionProfile {
  readonly text: string;
  /** Analysed, each once, in the order of the question. */
  readonly terms: readonly string[];
  readonly expected: ExpectedKind;
  /** Analysed terms of capitalised words; strong evidence against a passage that lacks them. */
  readonly names: readonly string[];
  /** As written: `1973`, `2.5`. */
  readonly numbers: readonly string[];
  /** Lower case: part codes, versions, names of functions. */
  readonly identifiers: readonly string[];
  readonly isNegated: boolean;
  /** The analysed term of what is asked for: `visitor` in "How many visitors came?"; absent where none is named. */
  readonly focus?: string;
}

const numberPattern = /\d+(?:[.,]\d+)*/gu;
const identifierPattern = /(?<![\p{L}\d])(?=[\p{L}\d._/-]*\d)(?=[\p{L}\d._/-]*\p{L})[\p{L}\d]+(?:[._/-][\p{L}\d]+)*/gu;
const joinedWordsPattern = /(?<![\p{L}\d])(?:\p{Ll}+\p{Lu}[\p{L}\d]*|[\p{L}\d]+(?:_[\p{L}\d]+)+)/gu;
const ordinalPattern = /^\d+(?:st|nd|rd|th|s|am|pm)$/u;
/** Words that ask, and say nothing of what is asked. */
const askingPattern =
  /\b(?:what(?: time)?|which|who|whom|whose|when|where|why|how(?: many| much| long| often)?|do|does|did|is|are|was|were|can|could|may|might|must|should|shall|would|will|has|have|had|i|me|my|we|us|our|you|your|please|(?:take|takes|took|taking|taken) place|happen(?:s|ed)?|occur(?:s|red)?)\b/giu;
const focusPattern =
  /\b(?:what|which|whose|how (?:many|much))\s+(?!(?:do|does|did|is|are|was|were|has|have|had|can|could|may|might|must|should|shall|will|would)\b)(?:(?:kind|type|sort|form)s?\s+of\s+)?([\p{L}\d-]+)/iu;
const negationPattern = /\b(?:not|never|no|none|without|cannot|except)\b|n['’]t\b/iu;
const capitalisedPattern = /(?<![\p{L}\d])\p{Lu}[\p{L}\d'’-]*/gu;
const questionWordPattern =
  /^(?:what|which|who|whom|whose|when|where|why|how|in|on|at|by|for|from|to|of|is|are|was|were|do|does|did|can|could|may|must|should|will|would|has|have|had|the|a|an|if|after|before|during|besides|along|name|list|about|under|with|as|approximately)$/iu;

// In this order: the first that matches decides.
const kinds: readonly (readonly [ExpectedKind, RegExp])[] = [
  // Within a sentence "when" and "who" do not ask: "What happens when the alarm rings?"
  [
    "date",
    /^(?:\S+\s+)?when\b|\bwhen\?*$|\b(?:what|which|whose)\b.{0,24}\b(?:years?|dates?|days?|months?|century|decade|time|hours)\b/iu,
  ],
  [
    "amount",
    /\bhow much\b.*\b(?:costs?|price|fee|pay|pays|paid|charged?|earn|earns|earned|spend|spends|spent|worth|money)\b|^(?:\S+\s+)?what (?:do|does|did|must|would|will)\b.*\b(?:cost|pay|charge)\b|\b(?:what|which) (?:is |are |was |were )?(?:the |an? )?(?:\p{L}+ ){0,2}(?:costs?|price|fee|fare)\b/iu,
  ],
  ["number", /\bhow (?:many|much|long|old|far|often|large|big|tall|high|deep|fast|late|early|soon)\b/iu],
  [
    "number",
    /\b(?:what|which) (?:is |are |was |were )?(?:the )?(?:\p{L}+ ){0,2}(?:percentage|percent|number|amount|population|rate|temperature|distance|size|weight|dose|age|limit|deadline|telephone|phone)\b/iu,
  ],
  [
    "name",
    /^(?:\S+\s+){0,2}(?:who|whom|whose)\b|\b(?:by|to|for|with|of|from) whom\b|\bwho\?*$|\b(?:what|which)\b.{0,16}\b(?:person|name|author|doctor|team|company|president)\b/iu,
  ],
  [
    "place",
    /\bwhere\b|\b(?:what|which) (?:\p{L}+ )?(?:city|country|state|place|region|continent|room|building|street|address|river|county)\b/iu,
  ],
  ["reason", /\bwhy\b|\bwhat (?:caused?|reasons?)\b|\bhow (?:do|does|did|is|are|was|were|can|should)\b/iu],
  ["definition", /^\s*what (?:is|are|was|were) (?:an? |the )?[\p{L}\d'’-]+(?: [\p{L}\d'’-]+){0,2}\s*\?*\s*$/iu],
];

const askingPatterns: ReadonlyMap<string, RegExp> = new Map(
  Object.entries(askingWords).map(([language, words]) => [
    language,
    new RegExp(String.raw`(?<![\p{L}\p{M}\d])(?:${words})(?![\p{L}\p{M}\d])`, "giu"),
  ]),
);
/** ISO 639-1 */
export interface QuestionLanguages {
  /** Of the documents that the question is compared with. */
  readonly language: string;
  /** Of the question itself, default the same. */
  readonly asked?: string | undefined;
}

/** Languages that write every noun with a capital, which so tells no name. */
const capitalisesNouns: ReadonlySet<string> = new Set(["de"]);

/**
 * Reads a question once: its terms, what it asks for, and the names, numbers and identifiers that must agree. What is
 * asked for is known of English questions only.
 */
export function profileQuestion(text: string, analyzer: Analyzer, languages: QuestionLanguages): QuestionProfile {
  const { language, asked = language } = languages;
  const capitalised = capitalisesNouns.has(asked) ? [] : [...text.matchAll(capitalisedPattern)];
  const names = capitalised.filter(({ 0: word }) => !questionWordPattern.test(word));
  const analyze = (part: string) => analyzer.analyze(part, language, asked);
  const focus = analyze(focusPattern.exec(text)?.[1] ?? "")[0];
  return {
    text,
    ...(focus ? { focus } : {}),
    terms: unique(analyze(text.replace(askingPatterns.get(asked) ?? askingPattern, " "))),
    expected: kinds.find(([, pattern]) => pattern.test(text))?.[0] ?? "none",
    names: unique(names.flatMap(({ 0: word }) => analyze(word))),
    numbers: unique(text.match(numberPattern) ?? []),
    identifiers: unique(identifiersIn(text)),
    isNegated: isNegated(text),
  };
}

/** The words of a question that say what it is about, as they are written, each once: without those that only ask, and stop words. */
export function wordsAskedFor(text: string, analyzer: Analyzer, languages: QuestionLanguages): readonly string[] {
  const { language, asked = language } = languages;
  const about = text.replace(askingPatterns.get(asked) ?? askingPattern, " ");
  const telling = words(about).filter((word) => analyzer.analyze(word.text, language, asked).length > 0);
  const byForm = new Map(telling.map((word) => [word.text.toLowerCase(), word.text]));
  return [...byForm.values()];
}

/** Part codes, versions and joined words, in lower case; ordinals, decades and times of day are none. */
function identifiersIn(text: string): readonly string[] {
  const found = [...(text.match(identifierPattern) ?? []), ...(text.match(joinedWordsPattern) ?? [])];
  return found.map((word) => word.toLowerCase()).filter((word) => !ordinalPattern.test(word));
}

/**
 * Whether a text has the identifier whole, written with or without its separators: `E11.9` as `E 11-9`, but `A-11` is
 * not in `A-113`, nor in `A-11-07`.
 */
export function hasIdentifier(text: string, identifier: string): boolean {
  const signs = identifier.match(/[\p{L}\p{N}]/gu) ?? [];
  if (signs.length === 0) return false;
  const whole = String.raw`(?<![\p{L}\p{N}]|[\p{L}\p{N}][._/-])${signs.join(String.raw`[\s._/-]*`)}(?![\p{L}\p{N}]|[._/-][\p{L}\p{N}])`;
  return new RegExp(whole, "iu").test(text);
}

/** Numbers as they are written. */
export function numbersIn(text: string): readonly string[] {
  return text.match(numberPattern) ?? [];
}

/** Whether a word denies. */
export function isNegated(text: string): boolean {
  return negationPattern.test(text);
}

function unique(items: readonly string[]): readonly string[] {
  return [...new Set(items)];
}
