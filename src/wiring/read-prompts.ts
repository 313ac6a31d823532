import { readFile } from "node:fs/promises";
import type { PromptTemplates } from "../answer/index.ts";

/** The prompts that come with Lydian, in `prompts/`. */
export async function readPrompts(): Promise<PromptTemplates> {
  const [answer, question, repair] = await Promise.all(["answer", "question", "repair"].map(read));
  return { answer: answer ?? "", question: question ?? "", repair: repair ?? "" };
}

function read(name: string): Promise<string> {
  return readFile(new URL(`../../prompts/${name}.md`, import.meta.url), "utf8");
}
