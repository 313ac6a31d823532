import {
  checkText as askGuard,
  type GuardContext,
  type GuardDecision,
  type GuardStage,
  InvalidArgumentError,
  type TextCheck,
} from "../../core/index.ts";
import { type CallContext, signalOf } from "../call/call-context.ts";
import type { StopOptions } from "../call/call-options.ts";

export interface CheckTextOptions extends StopOptions {
  /** Stage whose guards check the text. Default: `input`. */
  readonly stage?: GuardStage;
  /**
   * Author of the text. Default: the language model at the stages `output`, `stream` and `tool-call`, else the user.
   */
  readonly origin?: "user" | "model" | "system";
  /** Whether all guards run, even after one has blocked the text. Default: false. */
  readonly runAll?: boolean;
  /** Question, evidence and prompt of the text, for the guards that compare it with them. */
  readonly context?: GuardContext;
}

/** Maximum length of a text. Guards read all of it at once. */
const MAX_CHARACTERS = 5_000_000;
const modelStages: readonly GuardStage[] = ["output", "stream", "tool-call"];

export async function checkText(
  { parts: { guard }, emit }: CallContext,
  text: string,
  options: CheckTextOptions = {},
): Promise<TextCheck> {
  if (text.length > MAX_CHARACTERS)
    throw new InvalidArgumentError(
      `The text has ${text.length.toLocaleString("en")} characters; the maximum is ${MAX_CHARACTERS.toLocaleString("en")}.`,
      { hint: "Check it in parts." },
    );
  const { stage = "input", context, runAll = false } = options;
  const origin = options.origin ?? (modelStages.includes(stage) ? "model" : "user");
  const request = { stage, text, origin, runAll, context };
  const decision = await askGuard({ guard, emit }, request, signalOf(options));
  return { stage, verdict: verdictOf(decision), ...decision };
}

/** A text that no guard has read is not a pass. */
function verdictOf({ verdicts }: GuardDecision): TextCheck["verdict"] {
  if (verdicts.some(({ verdict }) => verdict === "fail")) return "fail";
  return verdicts.length > 0 && verdicts.every(({ verdict }) => verdict === "pass") ? "pass" : "unmeasured";
}
