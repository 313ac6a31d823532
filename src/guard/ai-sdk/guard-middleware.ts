import type { LanguageModelMiddleware } from "ai";
import { type Guard, InvalidArgumentError, never } from "../../core/index.ts";
import { passContent } from "./pass-content.ts";
import { passPrompt } from "./pass-prompt.ts";
import { passStream } from "./pass-stream.ts";

export interface GuardMiddlewareOptions {
  /** Number of characters on both sides of a character that the stage `stream` reads before it is shown. Default: 256. */
  readonly holdBack?: number;
}

const DEFAULT_HOLD_BACK = 256;

/**
 * Puts a guard around a model of the AI SDK 6, for `wrapLanguageModel`.
 *
 * - Each text of the prompt passes the stage `prompt`; results of tools in it pass `tool-result`. Files are not read.
 * - Each character of the reply and of its thoughts passes `stream`, and each whole text `output`. If the policy sets guards at
 *   `output`, a text is held back until its end.
 * - The arguments of tool calls pass `tool-call`.
 *
 * A text that may not pass ends the call with `GuardBlockedError` or `NeedsReviewError`. Raw replies of the service are removed, since
 * they would repeat what was checked.
 *
 * @throws {InvalidArgumentError} if `holdBack` is no whole number from 1
 */
export function guardMiddleware(
  guard: Guard,
  { holdBack = DEFAULT_HOLD_BACK }: GuardMiddlewareOptions = {},
): LanguageModelMiddleware {
  if (!Number.isSafeInteger(holdBack) || holdBack < 1)
    throw new InvalidArgumentError(`holdBack must be a whole number of at least 1, not ${holdBack}.`);
  return {
    specificationVersion: "v3",
    transformParams: ({ params }) => passPrompt(guard, params),
    async wrapGenerate({ doGenerate, params: { abortSignal = never } }) {
      const { response, ...result } = await doGenerate();
      const content = await passContent({ guard, holdBack, signal: abortSignal }, result.content);
      if (response === undefined) return { ...result, content };
      const { body: _, ...described } = response;
      return { ...result, content, response: described };
    },
    async wrapStream({ doStream, params: { abortSignal = never } }) {
      const { stream, ...result } = await doStream();
      return { ...result, stream: ReadableStream.from(passStream({ guard, holdBack, signal: abortSignal }, stream)) };
    },
  };
}
