import type { Answerer, Profile, Span } from "../core/index.ts";
import type { LydianParts } from "./lydian-parts.ts";

interface Analysis {
  analyze(text: string): readonly string[];
}

/** What answers, and what a language model brings along. */
interface OpenAnswerer {
  readonly answerer: Answerer;
  /** By which it writes; of a language model alone. */
  readonly profile?: Pick<Profile, "name" | "hash">;
  /** In its own tokens. */
  countTokens?(text: string): number;
}

/** The answerer that the settings name: the extractive one itself, or a language model that falls back on it. */
export async function openAnswerer(
  { settings, generator: openGenerator, prompts, splitSentences, ids }: LydianParts,
  extractive: Answerer,
  { analyze }: Analysis,
): Promise<OpenAnswerer> {
  const { model, maxOutputTokens, effort, onFailure } = settings.answer;
  if (model === "extractive") return { answerer: extractive };
  const { createModelAnswerer, writeStyle } = await import("../answer/index.ts");
  const { findEvidence } = await import("../verify/index.ts");
  // A profile that is not there is told before a model is loaded.
  const { templates, profile } = await prompts();
  const generator = await openGenerator();
  const services = {
    ...{ generator, extractive, templates, splitSentences },
    findEvidence: (sentence: string, passage: string): readonly Span[] =>
      findEvidence({ analyze, splitSentences }, sentence, passage),
    nextFence: () => ids.next("fence"),
  };
  const { name, hash, sampling, maxSentences } = profile;
  const answerer = createModelAnswerer(services, {
    ...{ maxOutputTokens, onFailure, style: writeStyle(profile) },
    ...(effort === undefined ? {} : { effort }),
    ...(sampling === undefined ? {} : { sampling }),
    ...(maxSentences === undefined ? {} : { maxSentences }),
  });
  return { answerer, profile: { name, hash }, countTokens: generator.countTokens };
}
