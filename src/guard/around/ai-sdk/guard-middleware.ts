import type { LanguageModelMiddleware } from "ai";
import { type GuardEngine, InvalidArgumentError, never } from "../../../core/index.ts";
import { createVault, type Vault } from "../../mask/create-vault.ts";
import { type GuardedCall, passContent } from "./pass-content.ts";
import { passPrompt } from "./pass-prompt.ts";
import { passStream } from "./pass-stream.ts";
import { readContext } from "./read-context.ts";
import type { CallParams } from "./sdk-types.ts";

export interface GuardMiddlewareOptions {
  /**
   * Number of characters on both sides of a character that the stage `stream` reads before it is shown. Default: 256.
   */
  readonly holdBack?: number;
  /**
   * The vault of a conversation, so that a value has the same token in all its calls. Default: a vault for each call.
   */
  readonly vault?: Vault;
}

const DEFAULT_HOLD_BACK = 256;

/**
 * Puts a guard around a model of the AI SDK 6, for `wrapLanguageModel`.
 *
 * - Each text of the prompt passes the stage `prompt`; results of tools in it pass `tool-result`. Redacted values are
 *   sent as a token such as `[PERSON_1]`, and restored in the reply. Files are not read.
 * - Each character of the reply and of its reasoning passes `stream`, and each whole text `output`. If the policy sets
 *   guards at `output`, a text is held back until its end.
 * - The arguments of tool calls pass `tool-call`.
 * - Guards that compare a reply with its cause know the messages of the user, the results
 *   of tools and the instructions.
 *
 * A text that may not pass ends the call with `GuardBlockedError` or `NeedsReviewError`. Raw replies of the service are
 * removed, since they would repeat the checked text.
 *
 * @throws {InvalidArgumentError} if `holdBack` is not a whole number from 1
 */
export function guardMiddleware(guard: GuardEngine, options: GuardMiddlewareOptions = {}): LanguageModelMiddleware {
  const { holdBack = DEFAULT_HOLD_BACK } = options;
  if (!Number.isSafeInteger(holdBack) || holdBack < 1)
    throw new InvalidArgumentError(`holdBack must be a whole number of at least 1, not ${holdBack}.`);
  // The SDK hands the parameters that one hook returns to the next, and to no other call.
  const vaults = new WeakMap<CallParams, Vault>();
  const callOf = (params: CallParams): GuardedCall => {
    const { abortSignal: signal = never } = params;
    const vault = vaults.get(params);
    return { guard, vault, holdBack, context: readContext(params, vault), signal };
  };
  return {
    specificationVersion: "v3",
    async transformParams({ params }) {
      const isMasking = (await guard.hasChecks("prompt")) || (await guard.hasChecks("tool-result"));
      const vault = isMasking ? (options.vault ?? createVault()) : undefined;
      const passed = await passPrompt({ guard, vault }, params);
      if (vault !== undefined) vaults.set(passed, vault);
      return passed;
    },
    async wrapGenerate({ doGenerate, params }) {
      const { response, ...result } = await doGenerate();
      const content = await passContent(callOf(params), result.content);
      if (response === undefined) return { ...result, content };
      const { body: _, ...described } = response;
      return { ...result, content, response: described };
    },
    async wrapStream({ doStream, params }) {
      const { stream, ...result } = await doStream();
      return { ...result, stream: ReadableStream.from(passStream(callOf(params), stream)) };
    },
  };
}
