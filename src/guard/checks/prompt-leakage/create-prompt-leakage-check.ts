import type { CheckInput, CheckResult } from "../../guard.ts";
import { findSharedRuns } from "../../matching/find-shared-runs.ts";
import { type Finding, mergeFindings } from "../../matching/merge-findings.ts";
import type { Measure } from "../define-guard.ts";

/** Number of words in a row that a text and a prompt share only if one was copied from the other. */
const RUN_WORDS = 8;

/**
 * Creates the guard `prompt-leakage`: answers that repeat the instructions of the model. The score is the share of the
 * answer that is copied from them, or the share of them that was copied, whichever is higher.
 *
 * Runs of at least eight words count, and none that the question or the evidence has. Where no instructions are known,
 * no model was asked, so nothing can leak.
 */
export function createPromptLeakageCheck(): Measure {
  return { version: "1", threshold: 0.2, check };
}

function check({ views, context }: CheckInput): CheckResult {
  const { systemPrompt, question = "", evidence = [] } = context ?? {};
  if (systemPrompt === undefined) return { score: 0, spans: [] };
  const query = { sources: [systemPrompt], length: RUN_WORDS, except: [question, ...evidence] };
  return mergeFindings(
    views().map((view) => {
      const { spans, shareOfText, shareOfSources } = findSharedRuns(view.text, query);
      const score = Math.max(shareOfText, shareOfSources);
      const findings = spans.map((span): Finding => {
        return { ...span, type: "PROMPT_TEXT", evidence: "shared-words", score };
      });
      return { view, findings };
    }),
  );
}
