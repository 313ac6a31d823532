import { defined, GenerationFailedError, type GenerationMessage, type Warning } from "../../../core/index.ts";
import { fillTemplate } from "../fill-template.ts";
import { type ReadData, readData } from "./data/read-data.ts";
import { callOptionsOf, type DraftRequest, type ModelAnswererServices, type ModelDraft } from "./model-drafting.ts";
import { writePrompt } from "./write-prompt.ts";

/**
 * Asks the model for data of a JSON Schema, with a supported sentence for each value. If the data break the schema, or
 * the passages support none of them, asks once more with the reason.
 *
 * @throws {GenerationFailedError} if the second data break the schema too
 */
export async function draftData(
  services: ModelAnswererServices,
  { question, options, examples }: DraftRequest,
  signal: AbortSignal,
): Promise<ModelDraft> {
  const { templates, nextFence, generator } = services;
  const { style = "", schema = {}, keepsUnsupported = false } = options;
  const prompt = writePrompt({ ...question, templates, nextFence, examples, style, schema });
  question.tellPrompt?.({ systemPrompt: prompt.system, canaries: prompt.source.canaries });
  const request = { question, schema, keepsUnsupported };
  const attempt = (messages: readonly GenerationMessage[]) =>
    readData(services, { ...request, call: { ...callOptionsOf(options), ...prompt, messages } }, signal);

  const first = await attempt(prompt.messages);
  if (isAnswer(first)) return toDraft(first);

  const problem = first.problem ?? "The named passages do not support the sentences.";
  const second = await attempt([
    ...prompt.messages,
    { role: "assistant", text: first.text.trim() === "" ? "…" : first.text },
    { role: "user", text: fillTemplate(templates.repairJson, { problem }) },
  ]);
  if (isAnswer(second)) return toDraft(second);
  if (second.problem === undefined) return { warnings: [...first.warnings, ...second.warnings] };
  throw new GenerationFailedError(`The language model ${generator.id} broke the profile's schema twice.`, {
    hint: "Use a larger model or a simpler schema.",
  });
}

const isAnswer = ({ supported, isNotFound }: ReadData): boolean => supported > 0 || isNotFound;

function toDraft({ kept, data, supported, warnings }: ReadData): ModelDraft {
  const incomplete: Warning = {
    code: "data-incomplete",
    message: "The documents support too few values for the profile's schema, so the answer has sentences and no data.",
  };
  const isIncomplete = supported > 0 && data === undefined;
  return { draft: defined({ sentences: kept, data }), warnings: isIncomplete ? [...warnings, incomplete] : warnings };
}
