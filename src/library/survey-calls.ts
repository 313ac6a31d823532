import type { CallContext } from "./call-context.ts";
import type { SurveyCalls } from "./survey/surveying.ts";

/** The calls that read every section; their code is loaded by the first of them. */
export function createSurveyCalls(context: CallContext): SurveyCalls {
  return {
    summarize: async (documents = [], options = {}) =>
      (await import("./survey/summarize.ts")).summarize(
        context,
        typeof documents === "string" ? [documents] : documents,
        options,
      ),
    estimateReading: async (options = {}) =>
      (await import("./survey/estimate-reading.ts")).estimateReading(context, options),
  };
}
