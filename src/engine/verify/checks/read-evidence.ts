import { sameToken, tokenWeight } from "./align-tokens.ts";
import { type Analyze, readTokens, type Token } from "./read-tokens.ts";

export interface EvidenceSentence {
  readonly text: string;
  readonly tokens: readonly Token[];
}

/** Sentences that stand side by side in the evidence. */
export interface EvidenceWindow {
  readonly sentences: readonly EvidenceSentence[];
  /** Of the claim's words by how rare they are in the evidence: the share that the window has; from 0 to 1. */
  readonly coverage: number;
}

export interface ReadEvidence {
  readonly sentences: readonly EvidenceSentence[];
  /** Best first; at most as many as were asked for. */
  readonly windows: readonly EvidenceWindow[];
  /** Best first: single sentences that share a word with the claim. */
  readonly nearest: readonly EvidenceWindow[];
  /** What the whole evidence has of the claim. */
  readonly coverage: number;
}

const MOST_SENTENCES = 3;
/** What each further sentence of a window has to bring. */
const LEAST_GAIN = 0.12;

/** Finds the parts of the evidence that have most of the claim's words. */
export function readEvidence(
  claim: readonly Token[],
  sentences: readonly string[],
  { analyze, most = MOST_SENTENCES }: { readonly analyze: Analyze; readonly most?: number },
): ReadEvidence {
  const read = sentences.map((text) => ({ text, tokens: readTokens(text, analyze) }));
  const has = read.map(({ tokens }) => claim.map((token) => tokens.some((other) => sameToken(token, other))));
  const weights = claim.map((token, index) => {
    const holding = has.filter((row) => row[index]).length;
    return isAbout(token) ? tokenWeight(token) * Math.log(1 + (read.length + 1) / (1 + holding)) : 0;
  });
  const total = weights.reduce((sum, weight) => sum + weight, 0);
  const coverageOf = (start: number, size: number): number => {
    const rows = has.slice(start, start + size);
    const found = weights.reduce((sum, weight, index) => sum + (rows.some((row) => row[index]) ? weight : 0), 0);
    return total === 0 ? 0 : found / total;
  };
  const ofSize = (size: number) =>
    Array.from({ length: Math.max(0, read.length - size + 1) }, (_, start) => ({
      sentences: read.slice(start, start + size),
      coverage: coverageOf(start, size),
    })).filter(({ coverage }) => coverage > 0);
  const price = ({ sentences: own, coverage }: EvidenceWindow) => coverage - LEAST_GAIN * (own.length - 1);
  const all = Array.from({ length: MOST_SENTENCES }, (_, index) => ofSize(index + 1)).flat();
  return {
    sentences: read,
    windows: all.sort((one, other) => price(other) - price(one)).slice(0, most),
    nearest: ofSize(1)
      .sort((one, other) => other.coverage - one.coverage)
      .slice(0, most),
    coverage: coverageOf(0, read.length),
  };
}

/** A "not" or a "must" says nothing of what a sentence is about. */
function isAbout({ role }: Token): boolean {
  return role === "word" || role === "name" || role === "fact";
}
