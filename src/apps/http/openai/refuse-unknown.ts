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
  include: z.array(z.string()).max(100).nullish(),
  audio: z.unknown().optional(),
  prompt: z.unknown().optional(),
  web_search_options: z.unknown().optional(),
  modalities: z.array(z.string()).max(100).nullish(),
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
  refuseTools(body);
  refuseOtherOutput(body);
  refuseOtherInput(body);
  refuseStoredResponses(body);
}

function refuseTools({ tools, functions }: Refusable): void {
  const argument = hasItems(tools) ? "tools" : hasItems(functions) ? "functions" : undefined;
  if (argument === undefined) return;
  throw new InvalidArgumentError("Tools cannot be called, since answers come only from the documents.", {
    argument,
    hint: "Omit `tools`. Agents can use the documents as tools through MCP.",
  });
}

/** Refuses anything but one answer in text. */
function refuseOtherOutput(body: Refusable): void {
  if ((body.n ?? 1) !== 1)
    throw new InvalidArgumentError('"n" must be 1, since there is one answer.', { argument: "n" });
  const logprobs = nameOfLogprobs(body);
  if (logprobs !== undefined)
    throw new InvalidArgumentError('"logprobs" are not available, since whole sentences are checked.', {
      argument: logprobs,
    });
  if (body.modalities?.some((modality) => modality !== "text"))
    throw new InvalidArgumentError('"modalities" can only be ["text"].', { argument: "modalities" });
  if (isGiven(body.audio))
    throw new InvalidArgumentError('"audio" is not available, since answers are text.', { argument: "audio" });
}

/** Returns the field that asks for the probabilities of tokens. */
function nameOfLogprobs({ logprobs, top_logprobs, include }: Refusable): keyof Refusable | undefined {
  if (logprobs === true) return "logprobs";
  if ((top_logprobs ?? 0) > 0) return "top_logprobs";
  return include?.some((included) => included.endsWith("logprobs")) ? "include" : undefined;
}

/** Refuses anything but a question to the documents. */
function refuseOtherInput(body: Refusable): void {
  if (isGiven(body.web_search_options))
    throw new InvalidArgumentError("The web cannot be searched, since answers come only from the documents.", {
      argument: "web_search_options",
      hint: "Add web pages as documents.",
    });
  if (isGiven(body.prompt))
    throw new InvalidArgumentError('"prompt" is not available, since no prompts are stored.', {
      argument: "prompt",
      hint: "Send the question in `input`.",
    });
}

function refuseStoredResponses({ previous_response_id, conversation, background }: Refusable): void {
  if (isGiven(previous_response_id) || isGiven(conversation))
    throw new InvalidArgumentError("Responses are not stored, so they cannot be continued.", {
      argument: isGiven(previous_response_id) ? "previous_response_id" : "conversation",
      hint: "Send the earlier turns in `input`.",
    });
  if (background === true)
    throw new InvalidArgumentError('"background" cannot be true, since answers are not stored.', {
      argument: "background",
    });
}

const hasItems = (values: readonly unknown[] | null | undefined): boolean => (values ?? []).length > 0;

const isGiven = (value: unknown): boolean => value !== undefined && value !== null;
