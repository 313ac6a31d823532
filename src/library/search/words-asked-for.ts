import { fallbackLanguage } from "../../core/index.ts";
import { detectLanguage } from "../../engine/text/index.ts";
import type { CallContext } from "../call/call-context.ts";

/** The words of a question that say what it is about. */
export interface AskedWords {
  /** Words as written and unique, without stop words. */
  readonly words: readonly string[];
  /** Language of the documents, if their own is unknown: ISO 639-1. */
  readonly language: string;
  /** Language of the question: ISO 639-1. */
  readonly asked: string;
}

/** Reads the words of a question that say what it is about, in its own language. */
export async function readAskedWords({ parts }: CallContext, question: string): Promise<AskedWords> {
  const { analyzer, settings } = parts;
  const language = fallbackLanguage(settings.language);
  const { askingLanguages, wordsAskedFor } = await import("../../engine/answer/index.ts");
  // Most questions are too short for the detector, which knows 60 languages.
  const asked =
    (await detectLanguage({ text: question })) ??
    (await analyzer.likeliestLanguage?.(question, [language, ...askingLanguages])) ??
    language;
  return { words: wordsAskedFor(question, analyzer, { language, questionLanguage: asked }), language, asked };
}
