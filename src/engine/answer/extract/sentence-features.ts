import type { Candidate } from "./find-candidate-sentences.ts";
import { matchesKind } from "./matches-kind.ts";
import { type ExpectedKind, hasIdentifier, isNegated, numbersIn, type QuestionProfile } from "./profile-question.ts";

/** Evidence that one sentence answers the question; shares and similarities lie between 0 and 1. */
export interface SentenceFeatures {
  /** Share of the question's terms in the sentence, each weighted by how rare it is in the context. */
  readonly coverage: number;
  /** The same with the sentence before, the headings, the title and the metadata. */
  readonly contextCoverage: number;
  /** The same with the whole passage, the headings, the title and the metadata. */
  readonly passageCoverage: number;
  /** Share of the question's neighbouring terms that are near each other in the sentence. */
  readonly pairs: number;
  /** Whether the rarest term of the question is in the sentence, or above it. */
  readonly rarestTerm: number;
  readonly kindMatch: number;
  readonly kindMiss: number;
  /** 1 when a date, an amount or a number is asked for and the sentence has none: these are told by their form. */
  readonly valueMissing: number;
  /** 1 when an amount of money is asked for and the sentence names none. */
  readonly amountMissing: number;
  /** Share of the question's names that neither sentence, passage nor title has. */
  readonly missingNames: number;
  readonly missingNumbers: number;
  /** The same without the rest of the passage: only the sentence, the one before, headings, title and metadata. */
  readonly missingNamesNear: number;
  /** Share of the question's numbers that neither sentence, headings, title nor metadata have: another version's. */
  readonly missingNumbersHere: number;
  /** The longest run of the question's terms that follow each other in the sentence, as a share of them. */
  readonly longestRun: number;
  /** 1 when the question names what it asks for and the sentence has it. */
  readonly focusFound: number;
  readonly focusMissing: number;
  /** Share of the question's codes in the sentence; 0 when it names none. */
  readonly identifiers: number;
  /** 1 when one of question and sentence denies and the other does not. */
  readonly negationDiffers: number;
  readonly startsWithPronoun: number;
  readonly isFirst: number;
  /** Natural logarithm of the number of terms. */
  readonly length: number;
  /** 1 / rank of the passage. */
  readonly passageRank: number;
  /** Cosine of question and passage; 0 when the vector search did not find it. */
  readonly passageCosine: number;
  readonly isRow: number;
  /** Share of the question's terms that no passage of the context has; the same for all candidates. */
  readonly unseenTerms: number;
}

const valueKinds: ReadonlySet<ExpectedKind> = new Set(["date", "amount", "number"]);
const pronoun = /^(?:he|she|it|they|this|that|these|those|his|her|its|their|there|such)\b/iu;
/** Terms of a pair may have this many other terms between them. */
const pairGap = 2;

/** Compares every candidate with the question; rarity is that of a term among these candidates. */
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
    const own = terms[index] ?? [];
    const number = candidate.passage.number;
    return measureSentence(profile, candidate, {
      weights,
      own,
      near: new Set([...own, ...(places.get(number) ?? []), ...analyze(candidate.previousText)]),
      passage: passages.get(number) ?? new Set(),
      context,
    });
  });
}

/** What a reader of the answer would see. */
export function shownText(candidate: Candidate): string {
  return candidate.header ? `${candidate.header.text}\n${candidate.text}` : candidate.text;
}

/** What says where a sentence stands: of which version, under which headings. */
function placeOf({ hit, metadata }: Candidate["passage"]): string {
  return [hit.title, ...hit.headingPath, ...Object.values(metadata).map(String)].join("\n");
}

interface Surroundings {
  readonly weights: ReadonlyMap<string, number>;
  readonly own: readonly string[];
  readonly near: ReadonlySet<string>;
  readonly passage: ReadonlySet<string>;
  readonly context: ReadonlySet<string>;
}

function measureSentence(profile: QuestionProfile, candidate: Candidate, around: Surroundings): SentenceFeatures {
  const { passage } = candidate;
  const text = shownText(candidate);
  const own = new Set(around.own);
  const kind = matchesKind(text, profile.expected, profile.text);
  const rarest = [...around.weights].reduce((best, entry) => (entry[1] > best[1] ? entry : best), ["", -1]);
  return {
    coverage: coverage(around.weights, own),
    contextCoverage: coverage(around.weights, around.near),
    passageCoverage: coverage(around.weights, around.passage),
    pairs: pairShare(profile.terms, around.own),
    rarestTerm: around.near.has(rarest[0]) ? 1 : 0,
    kindMatch: kind === 1 ? 1 : 0,
    kindMiss: kind === 0 ? 1 : 0,
    valueMissing: kind === 0 && valueKinds.has(profile.expected) ? 1 : 0,
    amountMissing: kind === 0 && profile.expected === "amount" ? 1 : 0,
    missingNames: missingShare(profile.names, around.passage),
    missingNumbers: missingShare(profile.numbers, new Set(numbersIn(`${placeOf(passage)}\n${passage.text}`))),
    missingNamesNear: missingShare(profile.names, around.near),
    missingNumbersHere: missingShare(profile.numbers, new Set(numbersIn(`${placeOf(passage)}\n${text}`))),
    longestRun: longestRun(profile.terms, around.own) / Math.max(1, profile.terms.length),
    focusFound: profile.focus !== undefined && own.has(profile.focus) ? 1 : 0,
    focusMissing: profile.focus !== undefined && !own.has(profile.focus) ? 1 : 0,
    identifiers: identifierShare(profile.identifiers, text),
    negationDiffers: isNegated(text) !== profile.isNegated ? 1 : 0,
    startsWithPronoun: pronoun.test(candidate.text) ? 1 : 0,
    isFirst: candidate.position === 0 ? 1 : 0,
    length: Math.log(1 + around.own.length),
    passageRank: 1 / passage.hit.rank,
    passageCosine: passage.hit.explanation.stages.find(({ stage }) => stage === "vectors")?.score ?? 0,
    isRow: candidate.kind === "row" ? 1 : 0,
    unseenTerms: missingShare(profile.terms, around.context),
  };
}

/** As if there were more candidates, one of them with the term: a few sentences alone tell little of what is rare. */
const imaginedCandidates = 10;

/** The logarithm of how rare a term is among the candidates. */
function rarity(terms: readonly string[], candidates: readonly ReadonlySet<string>[]): ReadonlyMap<string, number> {
  return new Map(
    terms.map((term) => {
      const found = candidates.filter((candidate) => candidate.has(term)).length;
      return [term, Math.log(1 + (candidates.length + imaginedCandidates) / (found + 1))];
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

function pairShare(asked: readonly string[], own: readonly string[]): number {
  if (asked.length < 2) return 0;
  const pairs = asked.slice(1).map((term, index) => [asked[index] ?? "", term] as const);
  const near = pairs.filter(([left, right]) =>
    own.some((term, at) => term === left && own.slice(Math.max(0, at - pairGap - 1), at + pairGap + 2).includes(right)),
  );
  return near.length / pairs.length;
}

function longestRun(asked: readonly string[], own: readonly string[]): number {
  let longest = 0;
  for (const begin of own.keys()) {
    const at = asked.indexOf(own[begin] ?? "");
    if (at < 0) continue;
    let length = 1;
    while (asked[at + length] !== undefined && asked[at + length] === own[begin + length]) length++;
    longest = Math.max(longest, length);
  }
  return longest;
}

/** 0 when there is nothing to miss. */
function missingShare(wanted: readonly string[], found: ReadonlySet<string>): number {
  if (wanted.length === 0) return 0;
  return wanted.filter((item) => !found.has(item)).length / wanted.length;
}

function identifierShare(wanted: readonly string[], text: string): number {
  return wanted.filter((identifier) => hasIdentifier(text, identifier)).length / Math.max(1, wanted.length);
}
