import { createHash } from "node:crypto";
import type { SurveyModel } from "../survey-services.ts";

/**
 * Version of everything else that shapes a result, such as how its sentences are verified. Raise it with every change:
 * old results become void.
 */
const VERSION = 2;

/** A section's text, with its document's title and address. */
export interface SectionText {
  readonly title: string;
  readonly uri: string;
  readonly text: string;
}

/** Task that a model is given for each section. */
export interface SectionTask {
  /** Prompt that describes the task to the model. */
  readonly system: string;
  readonly question: string;
}

/** Returns the task of a summary, which may be limited to a topic. */
export function summaryTask({ prompts }: SurveyModel, about: string | undefined): SectionTask {
  const question =
    about === undefined ? "What does this section say?" : `What does this section say about this: ${about}`;
  return { system: prompts.sectionSummary, question };
}

/** Returns the task of finding what belongs to a question. */
export function findingTask({ prompts }: SurveyModel, question: string): SectionTask {
  return { system: prompts.sectionFind, question };
}

/** Hashes everything that shapes a result: text, prompt, question and model. Returns 64 hexadecimal digits. */
export function hashSectionTask(
  { generator, style, maxOutputTokens, sampling, effort }: SurveyModel,
  { system, question }: SectionTask,
  { title, uri, text }: SectionText,
): string {
  const isFromWeb = /^https?:/u.test(uri);
  const request = { system, question, style, maxOutputTokens, sampling, effort };
  const shape = [VERSION, generator.id, request, title, isFromWeb, text];
  return createHash("sha256").update(JSON.stringify(shape)).digest("hex");
}
