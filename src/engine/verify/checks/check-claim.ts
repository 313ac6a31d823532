import type { Span } from "../../../core/index.ts";
import { type CheckedWindow, checkWindow } from "./check-window.ts";
import type { Difference } from "./compare-tokens.ts";
import { type ClaimFeatures, measureClaim } from "./measure-claim.ts";
import { readEvidence } from "./read-evidence.ts";
import { type Analyze, readTokens } from "./read-tokens.ts";
import { joinLines, splitEvidence } from "./split-evidence.ts";
import { collectOpposites, isEnglish } from "./word-roles.ts";

export interface CheckServices {
  readonly analyze: Analyze;
  splitSentences(text: string): readonly Span[];
}

/** A claim after every check that needs no model. */
export interface CheckedClaim {
  /** Some part of the evidence says the same in nearly the same words. */
  readonly isNearQuote: boolean;
  /** In another language only quotes and near quotes are judged. */
  readonly isEnglish: boolean;
  /** Against the part that has most of its words; those that contradict first. */
  readonly differences: readonly Difference[];
  readonly features: Omit<ClaimFeatures, "cosine">;
  /** The sentences that have most of its words, best first. */
  readonly nearest: readonly string[];
}

const NOTHING: CheckedWindow = { claim: [], source: [], pairs: [], closeness: 0, differences: [], isNearQuote: false };

/** Compares a claim with its evidence, word by word and fact by fact. */
export function checkClaim(
  { analyze, splitSentences }: CheckServices,
  { sentence, evidence }: { readonly sentence: string; readonly evidence: readonly string[] },
): CheckedClaim {
  const claim = readTokens(sentence, analyze);
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
  const [first, second] = [false, true].map((isSecond) =>
    best.differences.filter(({ kind }) => (kind === "missing") === isSecond),
  );
  return {
    isNearQuote: best.isNearQuote,
    isEnglish: english,
    differences: [...(first ?? []), ...(second ?? [])],
    features: measureClaim(claim, read, best),
    nearest: read.nearest.map(({ sentences }) => sentences.map(({ text }) => text).join(" ")),
  };
}

/** No word of the claim is in the evidence. */
function checkNothing(claim: CheckedWindow["claim"]): CheckedWindow {
  return { ...NOTHING, claim, pairs: claim.map(() => undefined) };
}
