import type { Analyzer, ContextPassage } from "../../../core/index.ts";
import { languageCode } from "../../text/index.ts";
import { profileQuestion, type QuestionProfile } from "./profile-question.ts";

/** A question as it is compared with the passages in one language. */
export interface QuestionReading {
  readonly profile: QuestionProfile;
  readonly passages: readonly ContextPassage[];
  /** Returns the terms of a text in the language of these passages, as in the index. */
  analyze(text: string): readonly string[];
}

export interface QuestionReadings {
  readonly first: QuestionReading;
  /** Readings, one for each language, in the order of their first passages. */
  readonly all: readonly QuestionReading[];
  /** Returns the reading in the language of a passage. */
  of(passage: ContextPassage): QuestionReading;
}

/**
 * Analyses a question in each language of the documents, since the index was built by the rules of that language.
 *
 * @param language  ISO 639-1 code for documents of unknown language, and for the question if all documents share one
 */
export async function readInEachLanguage(
  analyzer: Analyzer,
  question: string,
  passages: readonly ContextPassage[],
  language: string,
): Promise<QuestionReadings> {
  const languageOf = ({ metadata }: ContextPassage) =>
    (typeof metadata.language === "string" ? languageCode(metadata.language) : undefined) ?? language;
  const languages = [...new Set(passages.map(languageOf))];
  const questionLanguage = languages.length > 1 ? await analyzer.likeliestLanguage?.(question, languages) : undefined;
  const readIn = (code: string): QuestionReading => ({
    profile: profileQuestion(question, analyzer, { language: code, questionLanguage }),
    passages: passages.filter((passage) => languageOf(passage) === code),
    analyze: (text) => analyzer.analyze(text, code),
  });
  const first = readIn(languages[0] ?? language);
  const others = new Map(languages.slice(1).map((code) => [code, readIn(code)]));
  return { first, all: [first, ...others.values()], of: (passage) => others.get(languageOf(passage)) ?? first };
}
