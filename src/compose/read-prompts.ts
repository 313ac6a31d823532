import { readFile } from "node:fs/promises";
import type { FollowUpTemplates, PromptTemplates } from "../engine/answer/index.ts";
import type { SurveyPrompts } from "../engine/survey/index.ts";

/** Reads the bundled prompts for answers, from `prompts/`. */
export async function readPrompts(): Promise<PromptTemplates> {
  const [answer, question, repair, answerJson, repairJson, examples] = await Promise.all([
    readPrompt("answer"),
    readPrompt("question"),
    readPrompt("repair"),
    readPrompt("answer-json"),
    readPrompt("repair-json"),
    readPrompt("examples"),
  ]);
  return { answer, question, repair, answerJson, repairJson, examples };
}

/** Reads the bundled prompts for follow-up questions. */
export async function readFollowUpPrompts(): Promise<FollowUpTemplates> {
  const [standAlone, conversation] = await Promise.all([readPrompt("stand-alone"), readPrompt("conversation")]);
  return { standAlone, conversation };
}

/** Reads the bundled prompts for surveys. */
export async function readSurveyPrompts(): Promise<SurveyPrompts> {
  const [sectionSummary, sectionFind, mergeStatements, question] = await Promise.all([
    readPrompt("section-summary"),
    readPrompt("section-find"),
    readPrompt("merge-statements"),
    readPrompt("question"),
  ]);
  return { sectionSummary, sectionFind, mergeStatements, question };
}

/** Reads one bundled prompt by its file's name. */
export function readPrompt(name: string): Promise<string> {
  return readFile(new URL(`../../prompts/${name}.md`, import.meta.url), "utf8");
}
