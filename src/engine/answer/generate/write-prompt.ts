import type { ContextPassage, GenerationRequest, JsonSchema, ProfileExample } from "../../../core/index.ts";
import { defined } from "../../../core/index.ts";
import { fillTemplate } from "../fill-template.ts";
import { contains, fenceExamples, fencePassages } from "./fence-passages.ts";

/** The texts of `prompts/`, with `{{names}}` to be filled. */
export interface PromptTemplates {
  /** Of the model's task: `{{fence}}`, `{{marking}}`, `{{style}}`. */
  readonly answer: string;
  /** `{{examples}}`, `{{passages}}`, `{{question}}`. */
  readonly question: string;
  /** `{{problem}}`. */
  readonly repair: string;
  /** In the place of `answer`, where data are wanted: also `{{schema}}`. */
  readonly answerJson: string;
  /** In the place of `repair` there. */
  readonly repairJson: string;
  /** Of examples from a collection: `{{fence}}`, `{{examples}}`. */
  readonly examples: string;
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
  /** Of a collection: anybody may have written them. */
  readonly examples?: readonly ProfileExample[];
  /** A new random name at every call. */
  nextFence(): string;
}

/** Exactly what the model is sent. */
export function writePrompt(request: PromptRequest): Prompt {
  const { templates, question, passages, style, schema, examples = [], nextFence } = request;
  const others = [question, ...examples.flatMap((one) => [one.question, one.answer])];
  let fence = nextFence();
  while (contains(passages, others, fence)) fence = nextFence();
  const shown =
    examples.length === 0 ? "" : fillTemplate(templates.examples, { fence, examples: fenceExamples(examples, fence) });
  const { text, marker } = fencePassages(passages, fence);
  const marking =
    marker === undefined
      ? ""
      : `In passages from the web, ${marker} stands between the words instead of spaces. Write spaces in the answer.`;
  return defined({
    system:
      schema === undefined
        ? fillTemplate(templates.answer, { fence, marking, style })
        : fillTemplate(templates.answerJson, { fence, marking, style, schema: JSON.stringify(schema) }),
    messages: [{ role: "user", text: fillTemplate(templates.question, { examples: shown, passages: text, question }) }],
    marker,
  });
}
