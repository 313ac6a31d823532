import type { ModelReading } from "./map/hash-reading.ts";
import type { SurveyWriter } from "./survey-services.ts";

/** How a model is asked of each section for a summary. */
export function summaryReading({ prompts }: SurveyWriter, about: string | undefined): ModelReading {
  const question =
    about === undefined ? "What does this section say?" : `What does this section say about this: ${about}`;
  return { system: prompts.sectionSummary, question };
}
