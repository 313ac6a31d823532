import type { Analyzer, ContextPassage } from "../../../core/index.ts";
import { languageCode } from "../../text/index.ts";
import { profileQuestion, type QuestionProfile } from "./profile-question.ts";

/** A question as it is compared with the passages in one language. */
export interface QuestionReading {
  readonly profile: QuestionProfile;
  readonly passages: readonly ContextPassage[];
  /** A text of these passages into terms, as they are in the index. */
  analyze(text: string): readonly string[];
}

export interface QuestionReadings {
  readonly first: QuestionReading;
  /** One a language, in the order of their first passages. */
  readonly all: readonly QuestionReading[];
  of(passage: ContextPassage): QuestionReading;
}

/**
 * Reads a question in the language of each document, by whose rules its words were analysed.
 *
 * @param language  ISO 639-1 of documents whose own is not known, and of the question where all are in one
 */
export async function readQuestion(
  analyzer: Analyzer,
  question: string,
  { passages, language }: { readonly passages: readonly ContextPassage[]; readonly language: string },
): Promise<QuestionReadings> {
  const languageOf = ({ metadata }: ContextPassage) =>
    (typeof metadata.language === "string" ? languageCode(metadata.language) : undefined) ?? language;
  const languages = [...new Set(passages.map(languageOf))];
  const asked = languages.length > 1 ? await analyzer.likeliestLanguage?.(question, languages) : undefined;
  const read = (own: string): QuestionReading => ({
    profile: profileQuestion(question, analyzer, { language: own, asked }),
    passages: passages.filter((passage) => languageOf(passage) === own),
    analyze: (text) => analyzer.analyze(text, own),
  });
  const first = read(languages[0] ?? language);
  const others = new Map(languages.slice(1).map((own) => [own, read(own)]));
  return { first, all: [first, ...others.values()], of: (passage) => others.get(languageOf(passage)) ?? first };
}
