import { fillTemplate } from "../answer/index.ts";
import { withSampleMarks } from "../prompt/index.ts";
import { findingTask, hashSectionTask, type SectionTask, summaryTask } from "./map/section-task.ts";
import { countSections } from "./sections/count-sections.ts";
import type { SurveyedDocuments } from "./sections/walk-sections.ts";
import type { SurveyModel, SurveyServices } from "./survey-services.ts";

/** A survey to estimate. */
export interface EstimateRequest extends Omit<SurveyedDocuments, "sections"> {
  readonly about?: string;
  /** Question about all documents; absent for a summary. */
  readonly question?: string;
}

/** Cost of a survey. */
export interface SurveyEstimate {
  readonly sections: number;
  /** Number of sections with a stored result, which cost nothing. */
  readonly sectionsReadBefore: number;
  /** Tokens that the model reads; 0 without a model. */
  readonly inputTokens: number;
  /** Tokens that the model writes, a guess; 0 without a model. */
  readonly outputTokens: number;
}

/** Output tokens of one section, a guess on the high side. */
const OUTPUT_TOKENS = 120;

/** Estimates the cost of reading every section, without calling a model. */
export async function estimateSurvey(
  services: Pick<SurveyServices, "store" | "model">,
  request: EstimateRequest,
  signal: AbortSignal,
): Promise<SurveyEstimate> {
  const { model } = services;
  if (model === undefined)
    return {
      sections: await countSections(services, request, signal),
      sectionsReadBefore: 0,
      inputTokens: 0,
      outputTokens: 0,
    };
  const { question } = request;
  const task = question === undefined ? summaryTask(model, request.about) : findingTask(model, question);
  const around = tokensAround(model, task);
  const tokens = { input: 0, output: 0 };
  let sectionsReadBefore = 0;
  const sections = await countSections(services, request, signal, async (section) => {
    if ((await model.partials?.read(hashSectionTask(model, task, section), signal)) !== undefined) sectionsReadBefore++;
    else {
      tokens.input += around + model.generator.countTokens(withSampleMarks(`${section.title}\n${section.text}`));
      tokens.output += Math.min(OUTPUT_TOKENS, model.maxOutputTokens);
    }
  });
  // A summary reads the results of all sections once more, to merge them.
  const merging = question === undefined ? sections * OUTPUT_TOKENS : 0;
  return { sections, sectionsReadBefore, inputTokens: tokens.input + merging, outputTokens: tokens.output };
}

/** Counts the tokens that are sent along with each section. */
function tokensAround({ generator, prompts, style }: SurveyModel, { system, question }: SectionTask): number {
  const fence = "f".repeat(30);
  const instructions = fillTemplate(system, { fence, marking: "", style });
  const filledQuestion = fillTemplate(prompts.question, { examples: "", passages: `${fence}\n\n${fence}`, question });
  return generator.countTokens(instructions) + generator.countTokens(filledQuestion);
}
