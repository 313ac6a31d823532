import type { CallContext } from "./call-context.ts";
import type { MappingCalls } from "./map/mapping.ts";

/** The calls that look at a collection's embedding space; their code is loaded by the first of them. */
export function createMappingCalls(context: CallContext): MappingCalls {
  return {
    embeddingSample: async (options = {}) =>
      (await import("./map/embedding-sample.ts")).embeddingSample(context, options),
    embedQuestions: async (questions, options = {}) =>
      (await import("./map/embed-questions.ts")).embedQuestions(context, questions, options),
  };
}
