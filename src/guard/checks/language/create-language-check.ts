import { detectLanguage, detectOtherLanguage } from "../../../engine/text/index.ts";
import type { Guard } from "../../guard.ts";

export interface LanguageOptions {
  /** Languages that a text may have, ISO 639-1. Default: the language of the question. */
  readonly languages?: readonly string[];
}

const SCORE = 0.9;

/**
 * Creates the guard `language`: texts that are clearly in another language than the listed ones. Short and mixed texts pass.
 *
 * Without a list it throws where no question is known; a question too short to tell its language allows every language.
 */
export function createLanguageCheck({ languages }: LanguageOptions = {}): Guard {
  return {
    id: "language",
    version: "1",
    cost: "rules",
    threshold: 0.5,
    async check({ text, context }) {
      const allowed = languages ?? (await languagesOf(context?.question));
      const other = allowed.length === 0 ? undefined : await detectOtherLanguage(text, allowed);
      if (other === undefined) return { score: 0, spans: [] };
      const span = { start: 0, end: text.length, type: "OTHER_LANGUAGE", evidence: `language-${other}`, score: SCORE };
      return { score: SCORE, spans: [span] };
    },
  };
}

async function languagesOf(question: string | undefined): Promise<readonly string[]> {
  if (question === undefined) throw new Error("The guard needs a question or a list of languages.");
  const language = await detectLanguage({ text: question });
  return language === undefined ? [] : [language];
}
