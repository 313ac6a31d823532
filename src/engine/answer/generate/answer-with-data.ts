import {
  type AnswerDraft,
  type Asked,
  defined,
  GenerationFailedError,
  type GenerationMessage,
  type JsonSchema,
  type ProfileExample,
  type Warning,
} from "../../../core/index.ts";
import { fillTemplate } from "../fill-template.ts";
import type { ModelAnswererOptions, ModelAnswererServices } from "./create-model-answerer.ts";
import { type ReadData, readData } from "./data/read-data.ts";
import { writePrompt } from "./write-prompt.ts";

export interface AskedForData {
  readonly asked: Asked;
  readonly options: ModelAnswererOptions;
  readonly schema: JsonSchema;
  readonly examples: readonly ProfileExample[];
  /** What is asked for each of its texts, besides the messages. */
  readonly sampling: Pick<Parameters<typeof readData>[1]["call"], "maxOutputTokens" | "sampling" | "effort">;
}

type ModelDraft = Pick<AnswerDraft, "sentences" | "data" | "warnings">;

/**
 * Answers in the form of a JSON Schema: with data whose values are said by supported sentences. What is no data of the schema,
 * or is not supported at all, is told to the model, which is asked once more.
 *
 * @returns  undefined where nothing that it said is supported, asked twice
 * @throws {GenerationFailedError} if it did not keep to the schema, asked twice
 */
export async function answerWithData(
  services: ModelAnswererServices,
  { asked, options, schema, examples, sampling }: AskedForData,
  signal: AbortSignal,
): Promise<{ readonly draft?: ModelDraft; readonly warnings: readonly Warning[] }> {
  const { templates, nextFence, generator } = services;
  const style = options.style ?? "";
  const { marker, ...prompt } = writePrompt({ ...asked, templates, nextFence, examples, style, schema });
  const request = defined({ asked, schema, keepsUnsupported: options.keepsUnsupported === true, marker });
  const attempt = (messages: readonly GenerationMessage[]) =>
    readData(services, { ...request, call: { ...sampling, ...prompt, messages } }, signal);
  const first = await attempt(prompt.messages);
  if (isAnswer(first)) return { draft: toDraft(first), warnings: first.warnings };
  const problem = first.problem ?? "What the sentences say is not what the passages that they name say.";
  const second = await attempt([
    ...prompt.messages,
    { role: "assistant", text: first.text.trim() === "" ? "…" : first.text },
    { role: "user", text: fillTemplate(templates.repairJson, { problem }) },
  ]);
  const warnings = [...first.warnings, ...second.warnings];
  if (isAnswer(second)) return { draft: toDraft(second), warnings };
  if (second.problem === undefined) return { warnings };
  throw new GenerationFailedError(
    `The language model ${generator.id} did not keep to the profile's schema, asked twice.`,
    {
      hint: "Use a larger model or a simpler schema.",
    },
  );
}

const isAnswer = ({ supported, isNotFound }: ReadData): boolean => supported > 0 || isNotFound;

function toDraft({ kept, data, supported, warnings }: ReadData): ModelDraft {
  const incomplete: Warning = {
    code: "data-incomplete",
    message: "What the documents support does not fill the profile's schema: there are sentences, and no data.",
  };
  const isLacking = supported > 0 && data === undefined;
  return defined({ sentences: kept, warnings: isLacking ? [...warnings, incomplete] : warnings, data });
}
