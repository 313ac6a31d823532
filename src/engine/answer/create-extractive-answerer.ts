import type { AnswerDraft, Answerer } from "../../core/index.ts";
import { estimateConfidence, thresholdOf } from "./abstain/estimate-confidence.ts";
import { chooseSentences } from "./extract/choose-sentences.ts";
import { citeCells } from "./extract/cite-cells.ts";
import { quoteCandidate } from "./extract/quote-candidate.ts";
import { type ExtractiveServices, type WeighingOptions, weighEvidence } from "./weigh-evidence.ts";

export interface ExtractiveOptions extends WeighingOptions {
  /** Maximum number of sentences, from 1; default 3. Usually one is enough. */
  readonly maxSentences?: number;
}

const NO_ANSWER: AnswerDraft = { sentences: [], confidence: 0 };

/**
 * Creates the answerer that quotes the documents' own sentences. It cannot invent, and proposes nothing if none
 * answers.
 */
export function createExtractiveAnswerer(services: ExtractiveServices, options: ExtractiveOptions = {}): Answerer {
  return {
    id: "extractive",
    async answer({ question, passages }, signal) {
      const weighed = await weighEvidence(services, { question, passages, options }, signal);
      const { profile, scored, evidence, mode, readings } = weighed;
      if (evidence === undefined) return NO_ANSWER;

      const { sentences: chosen, warnings } = chooseSentences(scored, profile, options.maxSentences ?? 3);
      const sentences = chosen.map(({ candidate }, index) => {
        const reading = readings.of(candidate.passage);
        const cells = candidate.kind === "row" ? citeCells(candidate, reading.profile, reading.analyze) : [];
        return quoteCandidate(candidate, chosen[index - 1]?.candidate, cells);
      });
      return { sentences, confidence: estimateConfidence(evidence, mode), threshold: thresholdOf(mode), warnings };
    },
  };
}
