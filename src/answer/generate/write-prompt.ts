import type { ContextPassage, GenerationRequest, JsonSchema } from "../../core/index.ts";
import { contains, fencePassages } from "./fence-passages.ts";
import { fillTemplate } from "./fill-template.ts";

/** The texts of `prompts/`, with `{{names}}` to be filled. */
export interface PromptTemplates {
  /** Of the model's task: `{{fence}}`, `{{marking}}`, `{{style}}`. */
  readonly answer: string;
  /** `{{passages}}`, `{{question}}`. */
  readonly question: string;
  /** `{{problem}}`. */
  readonly repair: string;
  /** In the place of `answer`, where data are wanted: also `{{schema}}`. */
  readonly answerJson: string;
  /** In the place of `repair` there. */
  readonly repairJson: string;
}

export interface Prompt extends Pick<GenerationRequest, "system" | "messages"> {
  /** What is to be taken out of the model's text again; absent where no passage is marked. */
  readonly marker?: string;
}

export interface PromptRequest {
  readonly templates: PromptTemplates;
  readonly question: string;
  readonly passages: readonly ContextPassage[];
  /** How the answer is to be written, in words; empty for no wishes. */
  readonly style: string;
  /** Of the data that are wanted; absent for text. */
  readonly schema?: JsonSchema;
  /** A new random name at every call. */
  nextFence(): string;
}

/** Exactly what the model is sent. */
export function writePrompt({ templates, question, passages, style, schema, nextFence }: PromptRequest): Prompt {
  let fence = nextFence();
  while (contains(passages, question, fence)) fence = nextFence();
  const { text, marker } = fencePassages(passages, fence);
  const marking =
    marker === undefined
      ? ""
      : `In passages from the web, ${marker} stands between the words instead of spaces. Write spaces in the answer.`;
  return {
    system:
      schema === undefined
        ? fillTemplate(templates.answer, { fence, marking, style })
        : fillTemplate(templates.answerJson, { fence, marking, style, schema: JSON.stringify(schema) }),
    messages: [{ role: "user", text: fillTemplate(templates.question, { passages: text, question }) }],
    ...(marker === undefined ? {} : { marker }),
  };
}
