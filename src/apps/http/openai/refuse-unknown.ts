import { z } from "zod";
import { InvalidArgumentError } from "../../../index.ts";

const list = z.array(z.unknown()).nullish();

/** What changes an answer in a way that can not be: ignored, it would surprise whoever sends it. */
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

/** @throws {InvalidArgumentError} for a wish that can not be fulfilled, instead of an answer as if it had not been there */
export function refuse(asked: Refusable): void {
  if ((asked.tools ?? []).length > 0 || (asked.functions ?? []).length > 0)
    throw new InvalidArgumentError("Tools can not be called: answers come from the documents alone.", {
      argument: (asked.tools ?? []).length > 0 ? "tools" : "functions",
      hint: "Leave `tools` out. Agents reach the documents by MCP, as tools of their own.",
    });
  if ((asked.n ?? 1) !== 1) throw new InvalidArgumentError('"n" has to be 1: there is one answer.', { argument: "n" });
  if (asked.logprobs === true || (asked.top_logprobs ?? 0) > 0 || (asked.include ?? []).some(isOfLogprobs))
    throw new InvalidArgumentError('"logprobs" are not to be had: sentences are checked whole.', {
      argument: asked.logprobs === true ? "logprobs" : (asked.top_logprobs ?? 0) > 0 ? "top_logprobs" : "include",
    });
  if ((asked.modalities ?? []).some((one) => one !== "text"))
    throw new InvalidArgumentError('"modalities" can be ["text"] alone.', { argument: "modalities" });
  if ((asked.audio ?? undefined) !== undefined)
    throw new InvalidArgumentError('"audio" is not to be had: answers are text.', { argument: "audio" });
  if ((asked.web_search_options ?? undefined) !== undefined)
    throw new InvalidArgumentError("The web is not searched: answers come from the documents alone.", {
      argument: "web_search_options",
      hint: "Pages of the web can be added as documents.",
    });
  if ((asked.prompt ?? undefined) !== undefined)
    throw new InvalidArgumentError('No prompts are kept that "prompt" could name.', {
      argument: "prompt",
      hint: "Send the question in `input`.",
    });
  if ((asked.previous_response_id ?? asked.conversation ?? undefined) !== undefined)
    throw new InvalidArgumentError("No response is kept that another could go on with.", {
      argument: (asked.previous_response_id ?? undefined) === undefined ? "conversation" : "previous_response_id",
      hint: "Send the earlier turns in `input`.",
    });
  if (asked.background === true)
    throw new InvalidArgumentError('"background" can not be true: answers are not kept.', { argument: "background" });
}

const isOfLogprobs = (included: string): boolean => included.endsWith("logprobs");
