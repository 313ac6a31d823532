import type { Analyzer, GuardEngine, GuardStage, Verifier, WorkBudget } from "../../core/index.ts";

/** Steps of a guard for each character. */
const STEPS_PER_GUARDED_CHARACTER = 20;
/** Number of characters of a text that count. Longer texts are measured in separate threads. */
const MAX_GUARDED_CHARACTERS = 4_000;
/**
 * Stages whose texts do not grow with a question: documents being added, and what a language model reads and writes.
 */
const freeStages: ReadonlySet<GuardStage> = new Set(["ingest", "prompt", "stream"]);

/** Steps for each character of a sentence and of its evidence. */
const STEPS_PER_VERIFIED_CHARACTER = 20;
/** Steps for each character that is split into terms. */
const STEPS_PER_ANALYZED_CHARACTER = 2;

/**
 * Returns a guard that spends the work of its checks. It throws `QueryTooComplexError` for a text whose checks exceed
 * the budget, so that the text passes nowhere.
 */
export function meterGuard(guard: GuardEngine, work: WorkBudget): GuardEngine {
  return {
    ...guard,
    async check(request, signal) {
      const { stage, text } = request;
      if (freeStages.has(stage) || !(await guard.hasChecks(stage))) return guard.check(request, signal);
      const steps = Math.min(text.length, MAX_GUARDED_CHARACTERS) * STEPS_PER_GUARDED_CHARACTER;
      // Only the first guard is paid for beforehand: how many of them measure the text is known afterwards.
      work.spend(steps);
      const decision = await guard.check(request, signal);
      work.spend(steps * Math.max(0, decision.verdicts.length - 1));
      return decision;
    },
  };
}

/**
 * Returns a verifier that spends the work of its checks. A sentence that the budget does not allow to check is
 * unmeasured.
 */
export function meterVerifier(verifier: Verifier, work: WorkBudget): Verifier {
  return {
    id: verifier.id,
    async verify(claim, signal) {
      const characters = claim.evidence.reduce((sum, text) => sum + text.length, claim.sentence.length);
      if (work.trySpend(characters * STEPS_PER_VERIFIED_CHARACTER)) return verifier.verify(claim, signal);
      return { verdict: "unmeasured", why: "The request took all the work that it may take, so this was not checked." };
    },
  };
}

/** Returns an analyzer whose terms are paid for. It throws `QueryTooComplexError` if the budget is exceeded. */
export function meterAnalyzer(analyzer: Analyzer, work: WorkBudget): Analyzer {
  return {
    ...analyzer,
    analyze(text, language, questionLanguage) {
      work.spend(text.length * STEPS_PER_ANALYZED_CHARACTER);
      return analyzer.analyze(text, language, questionLanguage);
    },
  };
}
