import {
  type AnswerDraft,
  type Answerer,
  type AnswererRequest,
  defined,
  GenerationFailedError,
  type Warning,
} from "../../../core/index.ts";
import { draftData } from "./draft-data.ts";
import { draftText } from "./draft-text.ts";
import type { DraftRequest, ModelAnswererOptions, ModelAnswererServices } from "./model-drafting.ts";
import { tallyUsage } from "./tally-usage.ts";

/**
 * Creates an answerer that asks a language model, which sees the passages and nothing else. Each of its sentences is
 * proposed as soon as it is complete. If none is supported, the model is told why and asked once more; after that the
 * extractive answerer answers.
 */
export function createModelAnswerer(services: ModelAnswererServices, options: ModelAnswererOptions = {}): Answerer {
  const { generator, extractive } = services;
  return {
    id: generator.id,
    async answer(question, signal) {
      const quotes = await extractive.answer(withoutListeners(question), signal);
      const threshold = question.threshold ?? quotes.threshold;
      if (threshold !== undefined && quotes.confidence < threshold) return { ...quotes, sentences: [] };

      const tally = tallyUsage(generator);
      const metered = { ...services, generator: tally.generator };
      const draft = await draftOrQuote(metered, { question, options }, quotes, signal).catch((error: unknown) => {
        signal.throwIfAborted();
        if (!(error instanceof GenerationFailedError) || options.onFailure === "error") throw error;
        return quoteInstead(quotes, extractive.id, {
          code: "model-failed",
          message: `${error.message} The answer quotes the documents instead.`,
        });
      });
      return { ...draft, usage: tally.usage() };
    },
  };
}

/**
 * Returns the model's draft with the confidence of the quotes, or the quotes if the passages do not support the draft.
 */
async function draftOrQuote(
  services: ModelAnswererServices,
  request: Omit<DraftRequest, "examples">,
  quotes: AnswerDraft,
  signal: AbortSignal,
): Promise<AnswerDraft> {
  const { generator, extractive, pickExamples } = services;
  const picked = await pickExamples?.(request.question.question, signal);
  const { examples = [], warnings: exampleWarnings = [] } = picked ?? {};
  const writeDraft = request.options.schema === undefined ? draftText : draftData;
  const { draft, warnings: draftWarnings } = await writeDraft(services, { ...request, examples }, signal);
  const warnings = [...exampleWarnings, ...draftWarnings];

  const { confidence, threshold } = quotes;
  if (draft !== undefined) return defined({ ...draft, confidence, threshold, warnings });

  const replacement = quoteInstead(quotes, extractive.id, {
    code: "model-unsupported",
    message: `The passages support nothing that ${generator.id} wrote; the answer quotes the documents instead.`,
  });
  return { ...replacement, warnings: [...warnings, ...(replacement.warnings ?? [])] };
}

/** Returns the extractive answer, with the reason why it replaces the model's. */
function quoteInstead(quotes: AnswerDraft, answeredBy: string, warning: Warning): AnswerDraft {
  return { ...quotes, answeredBy, warnings: [...(quotes.warnings ?? []), warning] };
}

function withoutListeners({ propose: _, think: __, tellPrompt: ___, ...question }: AnswererRequest): AnswererRequest {
  return question;
}
