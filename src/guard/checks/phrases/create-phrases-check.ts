import type { Guard } from "../../guard.ts";
import { createPhraseMatcher } from "../../matching/match-phrases.ts";
import { mergeFindings } from "../../matching/merge-findings.ts";
import { type Severity, severityScores } from "../../matching/severity.ts";

/** Phrases that a text may not contain. */
export interface PhraseList {
  /** Type of the places, such as `COMPETITOR`. */
  readonly type: string;
  /** Phrases as whole words, in any case. A star ends a word whose ending is open: `dosage*`. */
  readonly phrases: readonly string[];
  /** Default: `high`. */
  readonly severity?: Severity;
}

export interface PhrasesOptions {
  readonly lists: readonly PhraseList[];
}

/** Creates the guard `phrases`: names of competitors, forbidden words and other phrases of your own lists. */
export function createPhrasesCheck({ lists }: PhrasesOptions): Guard {
  const matchers = lists.map(({ type, phrases, severity = "high" }) => {
    return { type, find: createPhraseMatcher(phrases), score: severityScores[severity] };
  });
  return {
    id: "phrases",
    version: "1",
    cost: "rules",
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
