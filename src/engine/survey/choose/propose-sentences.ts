import type { ContextPassage, Span } from "../../../core/index.ts";
import { type Candidate, findCandidateSentences, quoteCandidate, shownText } from "../../answer/index.ts";
import type { Statement } from "../statement.ts";

export interface ProposeServices {
  /** The terms of a text in the language of the section. */
  analyze(text: string): readonly string[];
  splitSentences(text: string): readonly Span[];
}

/** So many sentences of a section take part in the choice. */
const MOST_PROPOSED = 3;
const FEWEST_WORDS = 6;
const MOST_WORDS = 45;
/** It says what the sentence before was about. */
const LEANING =
  /^(?:it|its|this|that|these|those|they|their|he|she|his|her|such|then|there|here|however|but|and|or|so|also)\b/iu;

/**
 * The sentences of a section that stand for it: those that have most words in common with the rest of it, rather near its
 * beginning, that can be read alone. Rows of tables are none: they say little without the others.
 *
 * @param about  terms of which a sentence, or a heading above it, must have one; absent: any sentence will do
 * @returns      best first, at most three; their priors are from 0 to 1
 */
export function proposeSentences(
  services: ProposeServices,
  section: ContextPassage,
  about?: readonly string[],
): readonly Statement[] {
  const candidates = findCandidateSentences(section, services.splitSentences).filter(({ kind }) => kind !== "row");
  const terms = candidates.map((candidate) => [...new Set(services.analyze(shownText(candidate)))]);
  const above = services.analyze(section.hit.headingPath.join("\n"));
  const isAbout = (own: readonly string[]) => about?.some((term) => own.includes(term) || above.includes(term)) ?? true;
  const holding = new Map<string, number>();
  for (const term of terms.flat()) holding.set(term, (holding.get(term) ?? 0) + 1);
  return candidates
    .map((candidate, index) => {
      const own = terms[index] ?? [];
      return { candidate, terms: own, prior: priorOf(candidate, { own, holding, among: candidates.length }) };
    })
    .filter(({ prior, terms: own }) => prior > 0 && isAbout(own))
    .sort((one, other) => other.prior - one.prior || one.candidate.position - other.candidate.position)
    .slice(0, MOST_PROPOSED)
    .map(({ candidate, terms: own, prior }) => ({ sentence: quoteCandidate(candidate), terms: own, prior }));
}

interface Among {
  readonly own: readonly string[];
  /** By term, how many sentences of the section have it. */
  readonly holding: ReadonlyMap<string, number>;
  readonly among: number;
}

/** 0 for what says nothing alone. */
function priorOf({ text, position, kind }: Candidate, { own, holding, among }: Among): number {
  const words = text.match(/[\p{L}\p{N}]+/gu)?.length ?? 0;
  if (own.length === 0 || words < FEWEST_WORDS || text.trimEnd().endsWith("?")) return 0;
  const shared = own.reduce((sum, term) => sum + ((holding.get(term) ?? 1) - 1) / Math.max(1, among - 1), 0);
  const centrality = shared / own.length;
  const early = 1 / (1 + position);
  const form = (words > MOST_WORDS ? 0.2 : 0) + (LEANING.test(text) ? 0.25 : 0) + (kind === "item" ? 0.1 : 0);
  return Math.max(0.01, Math.min(1, 0.3 + 0.4 * centrality + 0.3 * early - form));
}
