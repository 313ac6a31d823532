import { fillTemplate } from "../answer/index.ts";
import { hashReading, type ModelReading } from "./map/hash-reading.ts";
import { countSections } from "./sections/count-sections.ts";
import type { SurveyedDocuments } from "./sections/walk-sections.ts";
import { summaryReading } from "./summary-reading.ts";
import type { SurveyServices, SurveyWriter } from "./survey-services.ts";

export interface EstimateRequest extends Omit<SurveyedDocuments, "sections"> {
  readonly about?: string;
  /** Of a question for all; absent: a summary is meant. */
  readonly question?: string;
}

export interface EstimatedReading {
  readonly sections: number;
  readonly sectionsReadBefore: number;
  /** 0 without a model. */
  readonly inputTokens: number;
  readonly outputTokens: number;
}

/** What a section's few sentences take; a guess that is rather too high. */
const OUTPUT_TOKENS = 120;

/** Counts what reading every section would take. Asks no model. */
export async function estimateReading(
  services: Pick<SurveyServices, "store" | "writer">,
  request: EstimateRequest,
  signal: AbortSignal,
): Promise<EstimatedReading> {
  const { writer } = services;
  if (writer === undefined)
    return {
      sections: await countSections(services, request, signal),
      sectionsReadBefore: 0,
      inputTokens: 0,
      outputTokens: 0,
    };
  const { question } = request;
  const reading =
    question === undefined ? summaryReading(writer, request.about) : { system: writer.prompts.sectionFind, question };
  const around = tokensAround(writer, reading);
  const tokens = { input: 0, output: 0 };
  let sectionsReadBefore = 0;
  const sections = await countSections(services, request, signal, async (section) => {
    if ((await writer.partials?.read(hashReading(writer, reading, section), signal)) !== undefined)
      sectionsReadBefore++;
    else {
      tokens.input += around + writer.generator.countTokens(`${section.title}\n${section.text}`);
      tokens.output += Math.min(OUTPUT_TOKENS, writer.maxOutputTokens);
    }
  });
  // What the sections gave is read once more, to be merged.
  const merged = question === undefined ? sections * OUTPUT_TOKENS : 0;
  return { sections, sectionsReadBefore, inputTokens: tokens.input + merged, outputTokens: tokens.output };
}

/** Of all that is sent with each section. */
function tokensAround({ generator, prompts, style }: SurveyWriter, { system, question }: ModelReading): number {
  const fence = "f".repeat(30);
  const instructions = fillTemplate(system, { fence, marking: "", style });
  const asked = fillTemplate(prompts.question, { examples: "", passages: `${fence}\n\n${fence}`, question });
  return generator.countTokens(instructions) + generator.countTokens(asked);
}
