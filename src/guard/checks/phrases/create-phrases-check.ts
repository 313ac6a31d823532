import { createPhraseMatcher } from "../../matching/match-phrases.ts";
import { mergeFindings } from "../../matching/merge-findings.ts";
import { severityScores } from "../../matching/severity.ts";
import type { Measure } from "../define-guard.ts";
import type { PhraseList } from "./phrase-list.ts";

/** Creates the guard `phrases`: names of competitors, forbidden words and other phrases of your own lists. */
export function createPhrasesCheck(lists: readonly PhraseList[]): Measure {
  const matchers = lists.map(({ type, phrases, severity }) => {
    return { type, find: createPhraseMatcher(phrases), score: severityScores[severity] };
  });
  return {
    version: "1",
    threshold: 0.5,
    check: ({ views }) =>
      mergeFindings(
        views().flatMap((view) =>
          matchers.map(({ type, find, score }) => {
            const findings = Array.from(find(view.text), ({ start, end }) => {
              return { start, end, type, evidence: "phrase-list", score };
            });
            return { view, findings };
          }),
        ),
      ),
  };
}
