import type {
  ContextPassage,
  GenerationRequest,
  JsonSchema,
  ProfileExample,
  PromptMarks,
  PromptSource,
} from "../../../core/index.ts";
import { markDocuments } from "../../prompt/index.ts";
import { fillTemplate } from "../fill-template.ts";
import { exampleText, passageText } from "./document-texts.ts";

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
  readonly source: PromptSource;
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
  const documents = [...examples.map(exampleText), ...passages.map(passageText)];
  const { blocks, fence, marks } = markDocuments(documents, { others: [question, style], nextFence });
  const exampleBlocks = blocks.slice(0, examples.length).join("\n\n");
  const passageBlocks = blocks.slice(examples.length).join("\n\n");
  const shown = examples.length === 0 ? "" : fillTemplate(templates.examples, { fence, examples: exampleBlocks });
  const task = { fence, marking: explain(marks), style };
  return {
    system:
      schema === undefined
        ? fillTemplate(templates.answer, task)
        : fillTemplate(templates.answerJson, { ...task, schema: JSON.stringify(schema) }),
    messages: [
      { role: "user", text: fillTemplate(templates.question, { examples: shown, passages: passageBlocks, question }) },
    ],
    source: { question, evidence: documents.map(({ text }) => text), canaries: [fence], marks },
  };
}

/** Explains the marks to the model. */
function explain({ line, word }: PromptMarks): string {
  const lines = `Every line of this material begins with ${line} and no other line does. Leave ${line} out of what you write.`;
  if (word === undefined) return lines;
  return `${lines} In passages from the web, ${word} stands between the words instead of spaces. Write spaces.`;
}
