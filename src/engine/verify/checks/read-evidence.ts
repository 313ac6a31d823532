import { sameToken, tokenWeight } from "./align-tokens.ts";
import { type Analyze, type Token, tokenizeSentence } from "./tokenize-sentence.ts";

/** A sentence of the evidence. */
export interface EvidenceSentence {
  readonly text: string;
  readonly tokens: readonly Token[];
}

/** Consecutive sentences of the evidence. */
export interface EvidenceWindow {
  readonly sentences: readonly EvidenceSentence[];
  /** Share of the claim's words in the window, weighted by their rarity in the evidence; from 0 to 1. */
  readonly coverage: number;
}

/** Evidence, compared with a claim. */
export interface ReadEvidence {
  readonly sentences: readonly EvidenceSentence[];
  /** Best windows, best first. */
  readonly windows: readonly EvidenceWindow[];
  /** Best windows of a single sentence, best first. */
  readonly nearest: readonly EvidenceWindow[];
  /** Share of the claim's words, weighted by their rarity, that the whole evidence has. */
  readonly coverage: number;
}

/** Maximum number of sentences in a window, and of windows. */
const MAX_SENTENCES = 3;
/** Coverage that each further sentence of a window must add. */
const MIN_GAIN = 0.12;

/** Options of `readEvidence`. */
export interface EvidenceOptions {
  readonly analyze: Analyze;
  /** Maximum number of windows; default 3. */
  readonly limit?: number;
}

/** Finds the parts of the evidence with most of the claim's words. */
export function readEvidence(
  claim: readonly Token[],
  sentences: readonly string[],
  { analyze, limit = MAX_SENTENCES }: EvidenceOptions,
): ReadEvidence {
  const read = sentences.map((text) => ({ text, tokens: tokenizeSentence(text, analyze) }));
  const has = read.map(({ tokens }) => claim.map((token) => tokens.some((other) => sameToken(token, other))));
  const weights = claim.map((token, index) => {
    const sentencesWith = has.filter((row) => row[index]).length;
    return isAbout(token) ? tokenWeight(token) * Math.log(1 + (read.length + 1) / (1 + sentencesWith)) : 0;
  });
  const total = weights.reduce((sum, weight) => sum + weight, 0);
  const coverageOf = (start: number, size: number): number => {
    const rows = has.slice(start, start + size);
    const covered = weights.reduce((sum, weight, index) => sum + (rows.some((row) => row[index]) ? weight : 0), 0);
    return total === 0 ? 0 : covered / total;
  };

  const ofSize = (size: number) =>
    Array.from({ length: Math.max(0, read.length - size + 1) }, (_, start) => ({
      sentences: read.slice(start, start + size),
      coverage: coverageOf(start, size),
    })).filter(({ coverage }) => coverage > 0);
  const rankOf = (window: EvidenceWindow) => window.coverage - MIN_GAIN * (window.sentences.length - 1);
  const all = Array.from({ length: MAX_SENTENCES }, (_, index) => ofSize(index + 1)).flat();
  return {
    sentences: read,
    windows: all.sort((left, right) => rankOf(right) - rankOf(left)).slice(0, limit),
    nearest: ofSize(1)
      .sort((left, right) => right.coverage - left.coverage)
      .slice(0, limit),
    coverage: coverageOf(0, read.length),
  };
}

/** Returns whether a token belongs to the subject matter of a sentence; a "not" or a "must" does not. */
function isAbout({ role }: Token): boolean {
  return role === "word" || role === "name" || role === "fact";
}
