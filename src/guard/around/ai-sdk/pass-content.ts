import { type GuardContext, type GuardEngine, InvalidDataError, parseJson, stoppedText } from "../../../core/index.ts";
import type { Vault } from "../../mask/create-vault.ts";
import { restoreArguments } from "../../mask/restore-arguments.ts";
import { passText, passValue } from "../../run/pass-text.ts";
import { createStreamGuard } from "../../stream/create-stream-guard.ts";
import type { Content, ToolCallPart } from "./sdk-types.ts";

/** A guard around one call of a model. */
export interface GuardedCall {
  readonly guard: GuardEngine;
  /** Restores what the prompt masked; undefined if the policy checks no prompts. */
  readonly vault: Vault | undefined;
  readonly holdBack: number;
  /** Question, evidence and instructions of the prompt. */
  readonly context: GuardContext;
  readonly signal: AbortSignal;
}

/** Returns the parts of a whole reply as the guard allows them. */
export async function passContent(call: GuardedCall, content: readonly Content[]): Promise<Content[]> {
  const passed: Content[] = [];
  for (const part of content) passed.push(await passPart(call, part));
  return passed;
}

/** Returns a part of another kind than text. */
export async function passPart<Part extends Content>(call: GuardedCall, part: Part): Promise<Part> {
  const { guard, signal } = call;
  switch (part.type) {
    case "text":
    case "reasoning":
      return { ...part, text: await passReply(call, part.text) };
    case "tool-call":
      return { ...part, input: await passArguments(call, part) };
    case "tool-result": {
      const request = { stage: "tool-result", origin: `tool:${part.toolName}`, value: part.result } as const;
      return { ...part, result: await passValue(guard, request, signal) };
    }
    case "source": {
      if (part.title === undefined) return part;
      return { ...part, title: await passReply(call, part.title) };
    }
    default:
      return part;
  }
}

/** Restores a whole text, and passes it through the stages `stream` and `output`. */
async function passReply({ guard, vault, holdBack, context, signal }: GuardedCall, text: string): Promise<string> {
  const streamed = createStreamGuard(guard, { origin: "model", holdBack, context }, signal);
  const visible = (await streamed.push(vault?.restore(text) ?? text)) + (await streamed.end());
  const stopped = streamed.stoppedBy();
  if (stopped !== undefined) throw stoppedText(stopped, "stream");
  return passText(guard, { stage: "output", text: visible, origin: "model", context }, signal);
}

/** @throws {InvalidDataError} if a redaction would break the JSON of the arguments */
async function passArguments(
  { guard, vault, context, signal }: GuardedCall,
  { input: sent, toolName }: ToolCallPart,
): Promise<string> {
  const input = vault === undefined ? sent : await restoreArguments(vault, sent);
  const passed = await passText(guard, { stage: "tool-call", text: input, origin: "model", context }, signal);
  if (passed === input || parseJson(passed) !== undefined) return passed;
  throw new InvalidDataError(`The redacted arguments of the tool "${toolName}" are not JSON.`, {
    hint: "Let the policy block or review such calls.",
  });
}
