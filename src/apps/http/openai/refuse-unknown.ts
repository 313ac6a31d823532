import { z } from "zod";
import { InvalidArgumentError } from "../../../core/index.ts";

const list = z.array(z.unknown()).nullish();

/**
 * Fields that request features that Lydian does not have. They are rejected, because ignoring them would surprise the
 * caller.
 */
export const refusable = {
  tools: list,
  functions: list,
  n: z.int().nullish(),
  logprobs: z.boolean().nullish(),
  top_logprobs: z.int().nullish(),
  include: z.array(z.string()).nullish(),
  audio: z.unknown().optional(),
  prompt: z.unknown().optional(),
  web_search_options: z.unknown().optional(),
  modalities: z.array(z.string()).nullish(),
  previous_response_id: z.string().nullish(),
  conversation: z.unknown().optional(),
  background: z.boolean().nullish(),
};

type Refusable = z.output<z.ZodObject<typeof refusable>>;

/**
 * Rejects a request for a feature that Lydian does not have.
 *
 * @throws {InvalidArgumentError} if a field requests one
 */
export function refuse(body: Refusable): void {
  if ((body.tools ?? []).length > 0 || (body.functions ?? []).length > 0)
    throw new InvalidArgumentError("Tools cannot be called, since answers come only from the documents.", {
      argument: (body.tools ?? []).length > 0 ? "tools" : "functions",
      hint: "Omit `tools`. Agents can use the documents as tools through MCP.",
    });
  if ((body.n ?? 1) !== 1)
    throw new InvalidArgumentError('"n" must be 1, since there is one answer.', { argument: "n" });
  if (body.logprobs === true || (body.top_logprobs ?? 0) > 0 || (body.include ?? []).some(isOfLogprobs))
    throw new InvalidArgumentError('"logprobs" are not available, since whole sentences are checked.', {
      argument: body.logprobs === true ? "logprobs" : (body.top_logprobs ?? 0) > 0 ? "top_logprobs" : "include",
    });
  if ((body.modalities ?? []).some((modality) => modality !== "text"))
    throw new InvalidArgumentError('"modalities" can only be ["text"].', { argument: "modalities" });
  if ((body.audio ?? undefined) !== undefined)
    throw new InvalidArgumentError('"audio" is not available, since answers are text.', { argument: "audio" });
  if ((body.web_search_options ?? undefined) !== undefined)
    throw new InvalidArgumentError("The web cannot be searched, since answers come only from the documents.", {
      argument: "web_search_options",
      hint: "Add web pages as documents.",
    });
  if ((body.prompt ?? undefined) !== undefined)
    throw new InvalidArgumentError('"prompt" is not available, since no prompts are stored.', {
      argument: "prompt",
      hint: "Send the question in `input`.",
    });
  if ((body.previous_response_id ?? body.conversation ?? undefined) !== undefined)
    throw new InvalidArgumentError("Responses are not stored, so they cannot be continued.", {
      argument: (body.previous_response_id ?? undefined) === undefined ? "conversation" : "previous_response_id",
      hint: "Send the earlier turns in `input`.",
    });
  if (body.background === true)
    throw new InvalidArgumentError('"background" cannot be true, since answers are not stored.', {
      argument: "background",
    });
}

const isOfLogprobs = (included: string): boolean => included.endsWith("logprobs");
