import type { Span } from "../../../core/index.ts";
import { type CheckedWindow, checkWindow } from "./check-window.ts";
import type { Difference } from "./compare-tokens.ts";
import { type ClaimFeatures, measureClaim } from "./measure-claim.ts";
import { readEvidence } from "./read-evidence.ts";
import { joinLines, splitEvidence } from "./split-evidence.ts";
import { type Analyze, tokenizeSentence } from "./tokenize-sentence.ts";
import { collectOpposites, isEnglish } from "./word-roles.ts";

/** Services that split texts into terms and sentences. */
export interface CheckServices {
  readonly analyze: Analyze;
  splitSentences(text: string): readonly Span[];
}

/** A claim and its evidence. */
export interface ClaimAndEvidence {
  readonly sentence: string;
  readonly evidence: readonly string[];
}

/** Results of all checks of a claim that need no model. */
export interface CheckedClaim {
  /** True if a part of the evidence says the same in nearly the same words. */
  readonly isNearQuote: boolean;
  /** True if claim and evidence are in English. In other languages, only quotes and near quotes are recognised. */
  readonly isEnglish: boolean;
  /** Differences from the part of the evidence with most of the claim's words; contradictions first. */
  readonly differences: readonly Difference[];
  readonly features: Omit<ClaimFeatures, "cosine">;
  /** Sentences of the evidence with most of the claim's words, best first. */
  readonly nearest: readonly string[];
}

const NOTHING: CheckedWindow = { claim: [], source: [], pairs: [], closeness: 0, differences: [], isNearQuote: false };

/** Compares a claim with its evidence, word by word and fact by fact. */
export function compareClaim(
  { analyze, splitSentences }: CheckServices,
  { sentence, evidence }: ClaimAndEvidence,
): CheckedClaim {
  const claim = tokenizeSentence(sentence, analyze);
  const sentences = evidence.flatMap((text) =>
    splitEvidence(text, splitSentences).map(({ start, end }) => joinLines(text.slice(start, end))),
  );
  const read = readEvidence(claim, sentences, { analyze });
  const english = isEnglish([sentence, ...evidence].join(" "));
  const surroundings = {
    isEnglish: english,
    evidence: read.sentences.flatMap(({ tokens }) => tokens),
    opposites: collectOpposites(analyze),
  };

  const windows = read.windows.map((window) => checkWindow(claim, window, surroundings));
  const best = windows.find(({ isNearQuote }) => isNearQuote) ?? windows[0] ?? checkNothing(claim);
  const contradictions = best.differences.filter(({ kind }) => kind === "contradicts");
  const omissions = best.differences.filter(({ kind }) => kind === "missing");
  return {
    isNearQuote: best.isNearQuote,
    isEnglish: english,
    differences: [...contradictions, ...omissions],
    features: measureClaim(claim, read, best),
    nearest: read.nearest.map(({ sentences }) => sentences.map(({ text }) => text).join(" ")),
  };
}

/** Returns the result for evidence without a word of the claim. */
function checkNothing(claim: CheckedWindow["claim"]): CheckedWindow {
  return { ...NOTHING, claim, pairs: claim.map(() => undefined) };
}

/**
 * Returns whether a sentence is a quote, ignoring white space: a whole-word part of one of its cited texts, or equal to
 * the first of them joined in order. Cited texts after those only give a more exact place, such as the cells of a row.
 */
export function isQuote(sentence: string, evidence: readonly string[]): boolean {
  const claim = joinLines(sentence);
  const texts = evidence.map(joinLines);
  return texts.some((text) => quotes(text, claim)) || isJoined(texts, claim);
}

function isJoined(texts: readonly string[], claim: string): boolean {
  return texts.some((_, index) => texts.slice(0, index + 1).join(" ") === claim);
}

/**
 * Returns whether a text contains a part that neither begins nor ends inside a word or number: "9 mg" does not quote
 * "19 mg".
 */
function quotes(text: string, part: string): boolean {
  for (let at = text.indexOf(part); at >= 0; at = text.indexOf(part, at + 1)) {
    if (!isWithinWord(text, at) && !isWithinWord(text, at + part.length)) return true;
  }
  return false;
}

function isWithinWord(text: string, offset: number): boolean {
  // A letter has at most two code units, and a mark may follow it.
  const before = text.slice(Math.max(0, offset - 3), offset);
  return /[\p{L}\p{N}][.,]?$/u.test(before) && /^[\p{L}\p{N}]/u.test(text.slice(offset, offset + 2));
}
