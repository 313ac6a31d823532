import type { Lydian } from "./lydian.ts";
import type { SearchContext } from "./search/open-search.ts";

type SavedAnswerCalls = Pick<
  Lydian,
  | "savedAnswers"
  | "savedAnswer"
  | "removeAnswers"
  | "checkAnswers"
  | "replayAnswer"
  | "proof"
  | "writeProof"
  | "verifyProof"
>;

/** The calls about answers that were given before; their code is loaded by the first of them. */
export function createSavedAnswerCalls(context: SearchContext): SavedAnswerCalls {
  const kept = () => import("./proof/saved-answers.ts");
  return {
    savedAnswers: async (options = {}) => (await kept()).savedAnswers(context, options),
    savedAnswer: async (id, options = {}) => (await kept()).savedAnswer(context, id, options),
    removeAnswers: async (ids, options = {}) => (await kept()).removeAnswers(context, ids, options),
    checkAnswers: async (ids, options = {}) =>
      (await import("./proof/check-answers.ts")).checkAnswers(context, ids, options),
    replayAnswer: async (id, options = {}) =>
      (await import("./proof/replay-answer.ts")).replayAnswer(context, id, options),
    proof: async (id, options = {}) => (await import("./proof/proof.ts")).proof(context, id, options),
    writeProof: async (id, options) => (await import("./proof/proof.ts")).writeProof(context, id, options),
    verifyProof: async (file, options = {}) => (await import("./proof/proof.ts")).verifyProof(context, file, options),
  };
}
