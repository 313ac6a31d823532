import type { Answer } from "../../core/index.ts";
import type { AnswerContext } from "../answer/answer-context.ts";
import type { CallGroup } from "../call/call-group.ts";
import type { EstimateReadingOptions, ReadingEstimate } from "./estimate-reading.ts";
import type { SummarizeOptions } from "./summarize-documents.ts";

/** Answers from every section. */
export interface SurveyCalls {
  /**
   * Summarizes documents, by default the whole collection. Reads every section, cites and checks each sentence, and
   * reports what was read in `coverage`. With a language model, a stopped call keeps what it has read.
   *
   * @param documents  as for `read`; containers stand for their members
   * @throws {DocumentNotFoundError} if a name matches no document
   * @throws {GenerationFailedError} if the model keeps failing
   *
   * @example
   * const summary = await lydian.summarize("hygiene.md", { words: 50 });
   * if (summary.status === "grounded") console.log(summary.coverage?.statement); // read 6 of 6 sections, 6 match.
   */
  summarize(documents?: string | readonly string[], options?: SummarizeOptions): Promise<Answer>;

  /**
   * Estimates what `summarize`, or `ask` with `all`, would read and send to the configured language model.
   *
   * @example
   * const { documents, sections, inputTokens } = await lydian.estimateReading({ about: "infection control" });
   * console.log(`${documents} documents, ${sections} sections`); // 24 documents, 126 sections
   * console.log(inputTokens); // 0
   */
  estimateReading(options?: EstimateReadingOptions): Promise<ReadingEstimate>;
}

export const surveyCalls: CallGroup<SurveyCalls, AnswerContext> = {
  load: () => import("./index.ts"),
  names: ["summarize", "estimateReading"],
};
