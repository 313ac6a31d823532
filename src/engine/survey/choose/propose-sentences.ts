import type { ContextPassage, Span } from "../../../core/index.ts";
import { type Candidate, findCandidateSentences, quoteCandidate, shownText } from "../../answer/index.ts";
import type { Statement } from "../statement.ts";

/** Services that split texts into terms and sentences. */
export interface ProposeServices {
  /** Returns the terms of a text in the language of the section. */
  analyze(text: string): readonly string[];
  splitSentences(text: string): readonly Span[];
}

/** Maximum number of sentences proposed from a section. */
const MAX_PROPOSED = 3;
/** Minimum length of a sentence in words. */
const MIN_WORDS = 6;
/** Minimum number of words of a long sentence. */
const LONG_SENTENCE_WORDS = 45;
/** Matches the beginning of a sentence that depends on the one before. */
const DEPENDENT =
  /^(?:it|its|this|that|these|those|they|their|he|she|his|her|such|then|there|here|however|but|and|or|so|also)\b/iu;

/**
 * Proposes sentences that represent a section: those that share most words with the rest, are near its beginning, and
 * can be read alone. Skips rows of tables, which say little without the others.
 *
 * @param about  terms of which a sentence, or a heading above it, must have one; default: no condition
 * @returns      best first, at most three, with priors from 0 to 1
 */
export function proposeSentences(
  services: ProposeServices,
  section: ContextPassage,
  about?: readonly string[],
): readonly Statement[] {
  const candidates = findCandidateSentences(section, services.splitSentences).filter(({ kind }) => kind !== "row");
  const terms = candidates.map((candidate) => [...new Set(services.analyze(shownText(candidate)))]);
  const above = services.analyze(section.hit.headingPath.join("\n"));
  const isAbout = (sentenceTerms: readonly string[]) =>
    about?.some((term) => sentenceTerms.includes(term) || above.includes(term)) ?? true;
  const frequencies = new Map<string, number>();
  for (const term of terms.flat()) frequencies.set(term, (frequencies.get(term) ?? 0) + 1);
  return candidates
    .map((candidate, index) => {
      const sentenceTerms = terms[index] ?? [];
      const prior = priorOf(candidate, sentenceTerms, frequencies, candidates.length);
      return { candidate, terms: sentenceTerms, prior };
    })
    .filter((proposal) => proposal.prior > 0 && isAbout(proposal.terms))
    .sort((left, right) => right.prior - left.prior || left.candidate.position - right.candidate.position)
    .slice(0, MAX_PROPOSED)
    .map((proposal) => ({
      sentence: quoteCandidate(proposal.candidate),
      terms: proposal.terms,
      prior: proposal.prior,
    }));
}

/**
 * Computes a sentence's prior; 0 for a sentence that says nothing alone.
 *
 * @param frequencies  number of sentences of the section that contain each term
 * @param sentences    number of sentences of the section
 */
function priorOf(
  { text, position, kind }: Candidate,
  terms: readonly string[],
  frequencies: ReadonlyMap<string, number>,
  sentences: number,
): number {
  const words = text.match(/[\p{L}\p{N}]+/gu)?.length ?? 0;
  if (terms.length === 0 || words < MIN_WORDS || text.trimEnd().endsWith("?")) return 0;
  const shared = terms.reduce((sum, term) => sum + ((frequencies.get(term) ?? 1) - 1) / Math.max(1, sentences - 1), 0);
  const centrality = shared / terms.length;
  const early = 1 / (1 + position);
  const form =
    (words > LONG_SENTENCE_WORDS ? 0.2 : 0) + (DEPENDENT.test(text) ? 0.25 : 0) + (kind === "item" ? 0.1 : 0);
  return Math.max(0.01, Math.min(1, 0.3 + 0.4 * centrality + 0.3 * early - form));
}
