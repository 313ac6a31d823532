import { type Analyzer, defined } from "../../../core/index.ts";
import { segmentWords } from "../../text/index.ts";
import askingWords from "./asking-words.json" with { type: "json" };

/** Kind of value that would answer; `amount` is an amount of money, `none` means that the question does not show it. */
export type ExpectedKind = "date" | "amount" | "number" | "name" | "place" | "reason" | "definition" | "none";

/** The features of a question that sentences are compared with. */
export interface QuestionProfile {
  readonly text: string;
  /** Analysed terms, unique, in the order of the question. */
  readonly terms: readonly string[];
  readonly expected: ExpectedKind;
  /** Analysed terms of capitalised words; a passage without them is probably about something else. */
  readonly names: readonly string[];
  /** Numbers as written: `1973`, `2.5`. */
  readonly numbers: readonly string[];
  /** Part codes, versions and function names, in lower case. */
  readonly identifiers: readonly string[];
  readonly isNegated: boolean;
  /**
   * Analysed term of the thing that the question asks for: `visitor` in "How many visitors came?"; absent if it names
   * none.
   */
  readonly focus?: string;
}

const numberPattern = /\d+(?:[.,]\d+)*/gu;
const joinedPartsPattern = /[\p{L}\d._/-]+/gu;
const identifierPattern = /[\p{L}\d]+(?:[._/-][\p{L}\d]+)*/gu;
const joinedWordsPattern = /(?<![\p{L}\d])(?:\p{Ll}+\p{Lu}[\p{L}\d]*|[\p{L}\d]+(?:_[\p{L}\d]+)+)/gu;
const ordinalPattern = /^\d+(?:st|nd|rd|th|s|am|pm)$/u;
/** Words that only ask, and name nothing. */
const askingPattern =
  /\b(?:what(?: time)?|which|who|whom|whose|when|where|why|how(?: many| much| long| often)?|do|does|did|is|are|was|were|can|could|may|might|must|should|shall|would|will|has|have|had|i|me|my|we|us|our|you|your|please|(?:take|takes|took|taking|taken) place|happen(?:s|ed)?|occur(?:s|red)?)\b/giu;
/** English verbs of wishing and telling, which say nothing about what is asked for: "I want to know", "do I need". */
const wishingPattern =
  /\b(?:want(?:s|ed)?|needs?|needed|like|know|tell|give|show|find|explain|describe|look(?:ing)? for)\b/giu;
const focusPattern =
  /\b(?:what|which|whose|how (?:many|much))\s+(?!(?:do|does|did|is|are|was|were|has|have|had|can|could|may|might|must|should|shall|will|would)\b)(?:(?:kind|type|sort|form)s?\s+of\s+)?([\p{L}\d-]+)/iu;
const negationPattern = /\b(?:not|never|no|none|without|cannot|except)\b|n['’]t\b/iu;
const capitalisedPattern = /(?<![\p{L}\d])\p{Lu}[\p{L}\d'’-]*/gu;
const questionWordPattern =
  /^(?:what|which|who|whom|whose|when|where|why|how|in|on|at|by|for|from|to|of|is|are|was|were|do|does|did|can|could|may|must|should|will|would|has|have|had|the|a|an|if|after|before|during|besides|along|name|list|about|under|with|as|approximately)$/iu;

// The first match decides.
const kinds: readonly (readonly [ExpectedKind, RegExp])[] = [
  // In the middle of a sentence, "when" and "who" do not ask: "What happens when the alarm rings?"
  [
    "date",
    /^(?:\S+\s+)?when\b|\bwhen\?*$|\b(?:what|which|whose)\b.{0,24}\b(?:years?|dates?|days?|months?|century|decade|time|hours)\b/iu,
  ],
  [
    "amount",
    /\bhow much\b.{0,200}\b(?:costs?|price|fee|pay|pays|paid|charged?|earn|earns|earned|spend|spends|spent|worth|money)\b|^(?:\S+\s+)?what (?:do|does|did|must|would|will)\b.*\b(?:cost|pay|charge)\b|\b(?:what|which) (?:is |are |was |were )?(?:the |an? )?(?:\p{L}+ ){0,2}(?:costs?|price|fee|fare)\b/iu,
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
  ["definition", /^\s*what (?:is|are|was|were) (?:an? |the )?[\p{L}\d'’-]+(?: [\p{L}\d'’-]+){0,2}\s*(?:\?+\s*)?$/iu],
];

const askingPatterns: ReadonlyMap<string, RegExp> = new Map(
  Object.entries(askingWords).map(([language, words]) => [
    language,
    new RegExp(String.raw`(?<![\p{L}\p{M}\d])(?:${words})(?![\p{L}\p{M}\d])`, "giu"),
  ]),
);

/** Languages whose asking words are known, by ISO 639-1 code. */
export const askingLanguages: readonly string[] = ["en", ...askingPatterns.keys()];

/**
 * Maximum number of identifiers of a question, and their maximum length: each is compared with every sentence that was
 * found.
 */
const MAX_IDENTIFIERS = 32;
const MAX_IDENTIFIER_LENGTH = 256;

/** Languages by ISO 639-1 code. */
export interface QuestionLanguages {
  /** Language of the documents that the question is compared with. */
  readonly language: string;
  /** Language of the question itself; default the same. */
  readonly questionLanguage?: string | undefined;
}

/** Languages that capitalise every noun, so a capital does not mark a name. */
const capitalisesNouns: ReadonlySet<string> = new Set(["de"]);

/**
 * Reads the features of a question: its terms, the kind of value that it asks for, and the names, numbers and
 * identifiers that must agree. The kind is recognised in English only.
 */
export function profileQuestion(text: string, analyzer: Analyzer, languages: QuestionLanguages): QuestionProfile {
  const { language, questionLanguage = language } = languages;
  const capitalised = capitalisesNouns.has(questionLanguage) ? [] : [...text.matchAll(capitalisedPattern)];
  const names = capitalised.filter(({ 0: word }) => !questionWordPattern.test(word));
  const analyze = (part: string) => analyzer.analyze(part, language, questionLanguage);
  const focus = analyze(focusPattern.exec(text)?.[1] ?? "")[0] || undefined;
  return {
    text,
    ...defined({ focus }),
    terms: unique(analyze(text.replace(askingPatterns.get(questionLanguage) ?? askingPattern, " "))),
    expected: kinds.find(([, pattern]) => pattern.test(text))?.[0] ?? "none",
    names: unique(names.flatMap(({ 0: word }) => analyze(word))),
    numbers: unique(text.match(numberPattern) ?? []),
    identifiers: unique(identifiersIn(text)).slice(0, MAX_IDENTIFIERS),
    isNegated: isNegated(text),
  };
}

/** Returns the words of a question that say what it is about, as written and unique, without stop words. */
export function wordsAskedFor(text: string, analyzer: Analyzer, languages: QuestionLanguages): readonly string[] {
  const { language, questionLanguage = language } = languages;
  const about = text.replace(askingPatterns.get(questionLanguage) ?? askingPattern, " ");
  const topic = questionLanguage === "en" ? about.replace(wishingPattern, " ") : about;
  const meaningful = segmentWords(topic).filter(
    (word) => analyzer.analyze(word.text, language, questionLanguage).length > 0,
  );
  const byForm = new Map(meaningful.map((word) => [word.text.toLowerCase(), word.text]));
  return [...byForm.values()];
}

/** Finds part codes, versions and joined words, in lower case, but no ordinals, decades or times of day. */
function identifiersIn(text: string): readonly string[] {
  const matches = [...partCodesIn(text), ...(text.match(joinedWordsPattern) ?? [])];
  return matches
    .filter((word) => word.length <= MAX_IDENTIFIER_LENGTH)
    .map((word) => word.toLowerCase())
    .filter((word) => !ordinalPattern.test(word));
}

/** Finds joined letters and digits, as long as what follows them without a space has both. */
function partCodesIn(text: string): readonly string[] {
  return (text.match(joinedPartsPattern) ?? []).flatMap((run) => {
    const lastDigit = run.search(/\d\D*$/u);
    const lastLetter = run.search(/\p{L}\P{L}*$/u);
    const parts = [...run.matchAll(identifierPattern)];
    return parts.filter(({ index }) => index <= lastDigit && index <= lastLetter).map(({ 0: part }) => part);
  });
}

/**
 * Returns true if a text contains the whole identifier, with or without its separators: `E11.9` as `E 11-9`, but not
 * `A-11` in `A-113` or `A-11-07`.
 */
export function hasIdentifier(text: string, identifier: string): boolean {
  const signs = identifier.match(/[\p{L}\p{N}]/gu) ?? [];
  if (signs.length === 0) return false;
  const whole = String.raw`(?<![\p{L}\p{N}]|[\p{L}\p{N}][._/-])${signs.join(String.raw`[\s._/-]*`)}(?![\p{L}\p{N}]|[._/-][\p{L}\p{N}])`;
  return new RegExp(whole, "iu").test(text);
}

/** Returns the numbers of a text as written. */
export function numbersIn(text: string): readonly string[] {
  return text.match(numberPattern) ?? [];
}

/** Returns true if a text contains a negation. */
export function isNegated(text: string): boolean {
  return negationPattern.test(text);
}

function unique(items: readonly string[]): readonly string[] {
  return [...new Set(items)];
}
