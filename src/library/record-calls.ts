import type { Lydian } from "./lydian.ts";
import type { SearchContext } from "./search/open-search.ts";

type RecordCalls = Pick<
  Lydian,
  | "savedAnswers"
  | "savedAnswer"
  | "removeAnswers"
  | "checkAnswers"
  | "replayAnswer"
  | "evidence"
  | "writeEvidence"
  | "verifyEvidence"
>;

/** The calls about answers that were given before; their code is loaded by the first of them. */
export function createRecordCalls(context: SearchContext): RecordCalls {
  const kept = () => import("./proof/saved-answers.ts");
  return {
    savedAnswers: async (options = {}) => (await kept()).savedAnswers(context, options),
    savedAnswer: async (id, options = {}) => (await kept()).savedAnswer(context, id, options),
    removeAnswers: async (ids, options = {}) => (await kept()).removeAnswers(context, ids, options),
    checkAnswers: async (ids, options = {}) =>
      (await import("./proof/check-answers.ts")).checkAnswers(context, ids, options),
    replayAnswer: async (id, options = {}) =>
      (await import("./proof/replay-answer.ts")).replayAnswer(context, id, options),
    evidence: async (id, options = {}) => (await import("./proof/evidence.ts")).evidence(context, id, options),
    writeEvidence: async (id, options) => (await import("./proof/evidence.ts")).writeEvidence(context, id, options),
    verifyEvidence: async (file, options = {}) =>
      (await import("./proof/evidence.ts")).verifyEvidence(context, file, options),
  };
}
