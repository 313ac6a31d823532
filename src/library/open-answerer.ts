import type { Answerer, Span } from "../core/index.ts";
import type { LydianParts } from "./lydian-parts.ts";

interface Analysis {
  analyze(text: string): readonly string[];
}

/** The answerer that the settings name: the extractive one itself, or a language model that falls back on it. */
export async function openAnswerer(
  { settings, generating, splitSentences, ids }: LydianParts,
  extractive: Answerer,
  { analyze }: Analysis,
): Promise<Answerer> {
  const { model, maxOutputTokens, effort, onFailure } = settings.answer;
  if (model === "extractive") return extractive;
  const { createModelAnswerer } = await import("../answer/index.ts");
  const { findEvidence } = await import("../verify/index.ts");
  const { generator, templates } = await generating();
  const services = {
    ...{ generator, extractive, templates, splitSentences },
    findEvidence: (sentence: string, passage: string): readonly Span[] =>
      findEvidence({ analyze, splitSentences }, sentence, passage),
    nextFence: () => ids.next("fence"),
  };
  const options = { maxOutputTokens, onFailure };
  return createModelAnswerer(services, effort === undefined ? options : { ...options, effort });
}
