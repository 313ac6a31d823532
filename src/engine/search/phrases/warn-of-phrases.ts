import type { Warning } from "../../../core/index.ts";

/** Says that nothing holds the quoted words, and what that means for the hits. */
export function warnOfPhrases({
  phrases,
  isRequired,
}: {
  readonly phrases: number;
  readonly isRequired: boolean;
}): Warning {
  const quoted = phrases === 1 ? "the words in quotation marks one after another" : `all ${phrases} quotations`;
  const outcome = isRequired
    ? "Without the marks their words are searched one by one."
    : "The hits are those of the question without the marks.";
  return { code: "phrase-not-found", message: `No passage that was searched has ${quoted}. ${outcome}` };
}
