import type { Candidate, Recogniser } from "./recogniser.ts";

/** Number of characters before a candidate in which a word tells what it is. */
const CONTEXT_BEFORE = 60;
/** Context after a candidate is shorter: it often describes the next one. */
const CONTEXT_AFTER = 30;
/** A word that names something else counts only right before the candidate. */
const OTHER_CONTEXT_BEFORE = 28;

/** A number between a word and a candidate, which the word rather names. */
const otherNumber = /\d{3}/;

const CONTEXT_GAIN = 0.4;
const MIN_WITH_CONTEXT = 0.55;
const OTHER_CONTEXT_LOSS = 0.45;

/** A candidate with the parts of its sentence around it, in lower case. */
export interface CandidatePlace extends Candidate {
  readonly before: string;
  readonly after: string;
}

/** Reads the context of a candidate. */
export function placeCandidate(text: string, { span, score }: Candidate): CandidatePlace {
  const before = sameSentence(text.slice(Math.max(0, span.start - CONTEXT_BEFORE), span.start), "before");
  const after = sameSentence(text.slice(span.end, span.end + CONTEXT_AFTER), "after");
  return { span, score, before, after };
}

/**
 * Returns the certainty of a candidate in its context. Words that occur near such data raise it to .55 at least; words
 * that name something else lower it, unless both occur and the naming word is nearer.
 */
export function scoreCandidate({ score, before, after }: CandidatePlace, recogniser: Recogniser): number {
  const support = lastOf(before, recogniser.context);
  const near = before.slice(-OTHER_CONTEXT_BEFORE);
  const others = lastOf(near, recogniser.otherContext);
  const isOfOther = others >= 0 && otherNumber.test(near.slice(others));
  const othersAt = others < 0 || isOfOther ? -1 : others + Math.max(0, before.length - OTHER_CONTEXT_BEFORE);
  if (support >= 0 && support > othersAt) return Math.min(1, Math.max(score + CONTEXT_GAIN, MIN_WITH_CONTEXT));
  if (othersAt >= 0) return Math.max(0, score - OTHER_CONTEXT_LOSS);
  if (lastOf(after, recogniser.context) >= 0) return Math.min(1, score + CONTEXT_GAIN);
  return score;
}

/** The end of a line or sentence. A point after a short word may belong to an abbreviation, such as "no." */
const border = /\n|(?<=[\p{L}\p{N}]{4})[.!?] /u;

/** Cuts a context at the border of a line or sentence. */
function sameSentence(context: string, side: "before" | "after"): string {
  const pieces = context.toLowerCase().split(border);
  return (side === "before" ? pieces.at(-1) : pieces[0]) ?? "";
}

/** Returns where the last of the words begins that occurs as a whole word in a text; -1 if none does. */
function lastOf(text: string, words: readonly string[]): number {
  return words.reduce((last, word) => Math.max(last, lastWhole(text, word)), -1);
}

const wordCharacter = /[\p{L}\p{N}]/u;

function lastWhole(text: string, word: string): number {
  for (let at = text.lastIndexOf(word); at >= 0; at = at === 0 ? -1 : text.lastIndexOf(word, at - 1)) {
    const isWhole = !wordCharacter.test(text.charAt(at - 1)) && !wordCharacter.test(text.charAt(at + word.length));
    if (isWhole) return at;
  }
  return -1;
}
