import { fallbackLanguage, type Span, type TextGenerator, type Verifier } from "../../core/index.ts";
import type { CallContext } from "../call/call-context.ts";
import { meterAnalyzer } from "../call/meter-parts.ts";

/** Verifier of an answer's sentences, with the tools that find their evidence. */
export interface OpenVerifier {
  readonly verifier: Verifier;
  /** Returns the terms of a text in the language of the settings. */
  analyze(text: string): readonly string[];
  splitSentences(text: string): readonly Span[];
  /** Returns the spans of a passage's text that support a sentence. */
  findEvidence(sentence: string, passage: string): readonly Span[];
  /** Returns whether a sentence states a value. */
  saysValue(sentence: string, value: string | number | boolean): boolean;
}

/** Opens the configured verifier. The model of its judge passes through `count`. */
export async function openVerifier(
  { parts: { analyzer, settings, splitSentences, verifier }, work }: CallContext,
  count?: (judge: TextGenerator) => TextGenerator,
): Promise<OpenVerifier> {
  const { findEvidence, saysValue } = await import("../../engine/verify/index.ts");
  const language = fallbackLanguage(settings.language);
  const metered = meterAnalyzer(analyzer, work);
  const analyze = (text: string) => metered.analyze(text, language);
  return {
    verifier: verifier(count),
    analyze,
    splitSentences,
    findEvidence: (sentence, passage) => findEvidence({ analyze, splitSentences }, sentence, passage),
    saysValue,
  };
}
