import { readFile } from "node:fs/promises";
import type { PromptTemplates } from "../answer/index.ts";
import type { SurveyPrompts } from "../survey/index.ts";

/** The prompts that come with Lydian, in `prompts/`. */
export async function readPrompts(): Promise<PromptTemplates> {
  const [answer, question, repair, answerJson, repairJson, examples] = await Promise.all([
    read("answer"),
    read("question"),
    read("repair"),
    read("answer-json"),
    read("repair-json"),
    read("examples"),
  ]);
  return { answer, question, repair, answerJson, repairJson, examples };
}

/** Those by which a model reads section by section. */
export async function readSurveyPrompts(): Promise<SurveyPrompts> {
  const [sectionSummary, sectionFind, mergeStatements, question] = await Promise.all([
    read("section-summary"),
    read("section-find"),
    read("merge-statements"),
    read("question"),
  ]);
  return { sectionSummary, sectionFind, mergeStatements, question };
}

function read(name: string): Promise<string> {
  return readFile(new URL(`../../prompts/${name}.md`, import.meta.url), "utf8");
}
