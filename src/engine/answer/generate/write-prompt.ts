import {
  type ContextPassage,
  defined,
  type GenerationRequest,
  type JsonSchema,
  type ProfileExample,
} from "../../../core/index.ts";
import { fillTemplate } from "../fill-template.ts";
import { contains, fenceExamples, fencePassages } from "./fence-passages.ts";

/** The texts of `prompts/`, whose `{{names}}` are filled in. */
export interface PromptTemplates {
  /** The model's task; fills `{{fence}}`, `{{marking}}`, `{{style}}`. */
  readonly answer: string;
  /** The question; fills `{{examples}}`, `{{passages}}`, `{{question}}`. */
  readonly question: string;
  /** The request to correct an answer; fills `{{problem}}`. */
  readonly repair: string;
  /** Replaces `answer` if data are requested; also fills `{{schema}}`. */
  readonly answerJson: string;
  /** Replaces `repair` if data are requested. */
  readonly repairJson: string;
  /** Introduction to examples of a collection; fills `{{fence}}`, `{{examples}}`. */
  readonly examples: string;
}

export interface Prompt extends Pick<GenerationRequest, "system" | "messages"> {
  /** Random name of the fences, which only the model knows. */
  readonly fence: string;
  /** Marker to remove from the model's text; absent if no passage is marked. */
  readonly marker?: string;
}

export interface PromptRequest {
  readonly templates: PromptTemplates;
  readonly question: string;
  readonly passages: readonly ContextPassage[];
  /** Style of the answer, in words; empty for none. */
  readonly style: string;
  /** Schema of the requested data; absent for text. */
  readonly schema?: JsonSchema;
  /** Examples of a collection, which anyone may have written. */
  readonly examples?: readonly ProfileExample[];
  /** Returns a new random name at every call. */
  nextFence(): string;
}

/** Writes exactly what is sent to the model. */
export function writePrompt(request: PromptRequest): Prompt {
  const { templates, question, passages, style, schema, examples = [], nextFence } = request;
  const others = [question, ...examples.flatMap((example) => [example.question, example.answer])];
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
    fence,
  });
}
