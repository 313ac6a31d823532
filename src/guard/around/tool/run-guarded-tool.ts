import {
  checkText,
  defined,
  type GuardContext,
  type GuardDecision,
  type GuardServices,
  mayPass,
} from "../../../core/index.ts";
import type { Vault } from "../../mask/create-vault.ts";
import { restoreArguments } from "../../mask/restore-arguments.ts";
import { redactedSpans } from "../../run/redact-spans.ts";

/** A call of a tool. */
export interface ToolCall {
  readonly name: string;
  /** Arguments as text, such as JSON. A model may have written them. */
  readonly input: string;
  /** Task of the caller, and the texts of documents and tools that the model read. The guard `taint` needs them. */
  readonly context?: GuardContext;
  /**
   * The vault of the conversation. Its tokens in the arguments are restored for the tool, and redacted
   * parts of the result are masked.
   */
  readonly vault?: Vault;
}

/** The result of a tool, or the decision that stopped its call or its result. */
export type ToolOutcome =
  | { readonly status: "done"; readonly output: string }
  | { readonly status: "stopped"; readonly stage: "tool-call" | "tool-result"; readonly decision: GuardDecision };

/**
 * Runs a tool between two guards: its arguments pass the stage `tool-call` before it runs, and its result passes
 * `tool-result` before anyone reads it. The tool gets redacted arguments, and the caller a redacted result.
 *
 * @param run  runs the tool with the arguments that may pass, and returns its result as text
 */
export async function runGuardedTool(
  services: GuardServices,
  { name, input, context, vault }: ToolCall,
  run: (input: string, signal: AbortSignal) => Promise<string>,
  signal: AbortSignal,
): Promise<ToolOutcome> {
  const text = vault === undefined ? input : await restoreArguments(vault, input);
  const request = defined({ stage: "tool-call" as const, text, origin: "model" as const, context });
  const call = await checkText(services, request, signal);
  if (!mayPass(call)) return { status: "stopped", stage: "tool-call", decision: call };
  const output = await run(call.text, signal);
  const result = await checkText(services, { stage: "tool-result", text: output, origin: `tool:${name}` }, signal);
  if (!mayPass(result)) return { status: "stopped", stage: "tool-result", decision: result };
  return { status: "done", output: vault?.mask(output, redactedSpans(result)) ?? result.text };
}
