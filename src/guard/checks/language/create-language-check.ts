import { detectLanguage, detectOtherLanguage } from "../../../engine/text/index.ts";
import type { Measure } from "../define-guard.ts";

const SCORE = 0.9;

/**
 * Creates the guard `language`: texts that are clearly in another language than the listed
 * ones. Short and mixed texts pass.
 *
 * Without a list it throws where no question is known; a question too short to tell its language allows every language.
 *
 * @param languages  ISO 639-1; by default that of the question
 */
export function createLanguageCheck(languages?: readonly string[]): Measure {
  return {
    version: "1",
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
