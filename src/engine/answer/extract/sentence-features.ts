import type { Candidate } from "./find-candidate-sentences.ts";
import { matchesKind } from "./matches-kind.ts";
import { type ExpectedKind, hasIdentifier, isNegated, numbersIn, type QuestionProfile } from "./profile-question.ts";

/** Evidence that a sentence answers the question; shares and similarities are between 0 and 1. */
export interface SentenceFeatures {
  /** Share of the question's terms in the sentence, each weighted by how rare it is in the context. */
  readonly coverage: number;
  /** Coverage by the sentence, the sentence before it, the headings, the title and the metadata. */
  readonly contextCoverage: number;
  /** Coverage by the whole passage, the headings, the title and the metadata. */
  readonly passageCoverage: number;
  /** Share of the question's neighbouring terms that are near each other in the sentence. */
  readonly pairs: number;
  /** 1 if the sentence or the text above it contains the rarest term of the question. */
  readonly rarestTerm: number;
  readonly kindMatch: number;
  readonly kindMiss: number;
  /**
   * 1 if the question asks for a date, an amount or a number and the sentence has none. These kinds are recognised by
   * their form.
   */
  readonly valueMissing: number;
  /** 1 if the question asks for an amount of money and the sentence names none. */
  readonly amountMissing: number;
  /** Share of the question's names that are neither in the sentence, the passage nor the title. */
  readonly missingNames: number;
  readonly missingNumbers: number;
  /** Missing names without the rest of the passage: only the sentence, the one before, headings, title and metadata. */
  readonly missingNamesNear: number;
  /**
   * Share of the question's numbers that are missing in the sentence, headings, title and metadata. A missing number
   * suggests another version.
   */
  readonly missingNumbersHere: number;
  /** Length of the longest run of the question's terms in the sentence, as a share of all terms. */
  readonly longestRun: number;
  /** 1 if the question names what it asks for and the sentence contains it. */
  readonly focusFound: number;
  readonly focusMissing: number;
  /** Share of the question's codes in the sentence; 0 if it has none. */
  readonly identifiers: number;
  /** 1 if either the question or the sentence is negated, but not both. */
  readonly negationDiffers: number;
  readonly startsWithPronoun: number;
  readonly isFirst: number;
  /** Natural logarithm of the number of terms. */
  readonly length: number;
  /** 1 / rank of the passage. */
  readonly passageRank: number;
  /** Cosine of question and passage; 0 if the vector search did not find the passage. */
  readonly passageCosine: number;
  readonly isRow: number;
  /** Share of the question's terms that are in no passage of the context; the same for all candidates. */
  readonly unseenTerms: number;
}

const valueKinds: ReadonlySet<ExpectedKind> = new Set(["date", "amount", "number"]);
const pronoun = /^(?:he|she|it|they|this|that|these|those|his|her|its|their|there|such)\b/iu;
/** Maximum number of other terms between the terms of a pair. */
const MAX_PAIR_GAP = 2;

/** Compares every candidate with the question. Rare terms are those that few of these candidates contain. */
export function measureSentences(
  profile: QuestionProfile,
  candidates: readonly Candidate[],
  analyze: (text: string) => readonly string[],
): readonly SentenceFeatures[] {
  const terms = candidates.map((candidate) => analyze(shownText(candidate)));
  const weights = rarity(
    profile.terms,
    terms.map((list) => new Set(list)),
  );
  const passages = new Map(
    candidates.map(({ passage }) => [passage.number, new Set(analyze(`${placeOf(passage)}\n${passage.text}`))]),
  );
  const places = new Map(candidates.map(({ passage }) => [passage.number, analyze(placeOf(passage))]));
  const context = new Set([...passages.values()].flatMap((found) => [...found]));
  return candidates.map((candidate, index) => {
    const sentenceTerms = terms[index] ?? [];
    const number = candidate.passage.number;
    return measureSentence(profile, candidate, {
      weights,
      terms: sentenceTerms,
      near: new Set([...sentenceTerms, ...(places.get(number) ?? []), ...analyze(candidate.previousText)]),
      passage: passages.get(number) ?? new Set(),
      context,
    });
  });
}

/** Returns the text that a reader of the answer would see. */
export function shownText(candidate: Candidate): string {
  return candidate.header ? `${candidate.header.text}\n${candidate.text}` : candidate.text;
}

/** Returns the texts that show which version and which section a sentence belongs to. */
function placeOf({ hit, metadata }: Candidate["passage"]): string {
  return [hit.title, ...hit.headingPath, ...Object.values(metadata).map(String)].join("\n");
}

interface Surroundings {
  readonly weights: ReadonlyMap<string, number>;
  /** Terms of the sentence. */
  readonly terms: readonly string[];
  readonly near: ReadonlySet<string>;
  readonly passage: ReadonlySet<string>;
  readonly context: ReadonlySet<string>;
}

function measureSentence(profile: QuestionProfile, candidate: Candidate, around: Surroundings): SentenceFeatures {
  const { passage } = candidate;
  const text = shownText(candidate);
  const termSet = new Set(around.terms);
  const kind = matchesKind(text, profile.expected, profile.text);
  const rarest = [...around.weights].reduce((best, entry) => (entry[1] > best[1] ? entry : best), ["", -1]);
  return {
    coverage: coverage(around.weights, termSet),
    contextCoverage: coverage(around.weights, around.near),
    passageCoverage: coverage(around.weights, around.passage),
    pairs: pairShare(profile.terms, around.terms),
    rarestTerm: toFeature(around.near.has(rarest[0])),
    kindMatch: toFeature(kind === 1),
    kindMiss: toFeature(kind === 0),
    valueMissing: toFeature(kind === 0 && valueKinds.has(profile.expected)),
    amountMissing: toFeature(kind === 0 && profile.expected === "amount"),
    missingNames: missingShare(profile.names, around.passage),
    missingNumbers: missingShare(profile.numbers, new Set(numbersIn(`${placeOf(passage)}\n${passage.text}`))),
    missingNamesNear: missingShare(profile.names, around.near),
    missingNumbersHere: missingShare(profile.numbers, new Set(numbersIn(`${placeOf(passage)}\n${text}`))),
    longestRun: longestRun(profile.terms, around.terms) / Math.max(1, profile.terms.length),
    focusFound: toFeature(profile.focus !== undefined && termSet.has(profile.focus)),
    focusMissing: toFeature(profile.focus !== undefined && !termSet.has(profile.focus)),
    identifiers: identifierShare(profile.identifiers, text),
    negationDiffers: toFeature(isNegated(text) !== profile.isNegated),
    startsWithPronoun: toFeature(pronoun.test(candidate.text)),
    isFirst: toFeature(candidate.position === 0),
    length: Math.log(1 + around.terms.length),
    passageRank: 1 / passage.hit.rank,
    passageCosine: passage.hit.explanation.stages.find(({ stage }) => stage === "vectors")?.score ?? 0,
    isRow: toFeature(candidate.kind === "row"),
    unseenTerms: missingShare(profile.terms, around.context),
  };
}

/** Returns the feature of a fact: 1 if it holds, else 0. */
function toFeature(holds: boolean): number {
  return holds ? 1 : 0;
}

/** Smoothing: number of imagined candidates, since a few sentences show little about rarity. */
const IMAGINED_CANDIDATES = 10;

/** Returns the logarithm of each term's rarity among the candidates. */
function rarity(terms: readonly string[], candidates: readonly ReadonlySet<string>[]): ReadonlyMap<string, number> {
  return new Map(
    terms.map((term) => {
      const found = candidates.filter((candidate) => candidate.has(term)).length;
      return [term, Math.log(1 + (candidates.length + IMAGINED_CANDIDATES) / (found + 1))];
    }),
  );
}

function coverage(weights: ReadonlyMap<string, number>, found: ReadonlySet<string>): number {
  let all = 0;
  let covered = 0;
  for (const [term, weight] of weights) {
    all += weight;
    if (found.has(term)) covered += weight;
  }
  return all === 0 ? 0 : covered / all;
}

function pairShare(questionTerms: readonly string[], sentenceTerms: readonly string[]): number {
  if (questionTerms.length < 2) return 0;
  const pairs = questionTerms.slice(1).map((term, index) => [questionTerms[index] ?? "", term] as const);
  const near = pairs.filter(([left, right]) =>
    sentenceTerms.some(
      (term, at) =>
        term === left && sentenceTerms.slice(Math.max(0, at - MAX_PAIR_GAP - 1), at + MAX_PAIR_GAP + 2).includes(right),
    ),
  );
  return near.length / pairs.length;
}

function longestRun(questionTerms: readonly string[], sentenceTerms: readonly string[]): number {
  let longest = 0;
  for (const start of sentenceTerms.keys()) {
    const at = questionTerms.indexOf(sentenceTerms[start] ?? "");
    if (at < 0) continue;
    let length = 1;
    while (questionTerms[at + length] !== undefined && questionTerms[at + length] === sentenceTerms[start + length])
      length++;
    longest = Math.max(longest, length);
  }
  return longest;
}

/** Returns the share of the items that are missing; 0 without items. */
function missingShare(items: readonly string[], present: ReadonlySet<string>): number {
  if (items.length === 0) return 0;
  return items.filter((item) => !present.has(item)).length / items.length;
}

function identifierShare(identifiers: readonly string[], text: string): number {
  return identifiers.filter((identifier) => hasIdentifier(text, identifier)).length / Math.max(1, identifiers.length);
}
