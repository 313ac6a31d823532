import { checkText, type GuardDecision, type GuardServices } from "../../core/index.ts";

/** A call of a tool. */
export interface ToolCall {
  readonly name: string;
  /** Arguments as text, such as JSON. A model may have written them. */
  readonly input: string;
}

/** The result of a tool, or the decision that stopped its call or its result. */
export type ToolOutcome =
  | { readonly status: "done"; readonly output: string }
  | { readonly status: "stopped"; readonly stage: "tool-call" | "tool-result"; readonly decision: GuardDecision };

/**
 * Runs a tool between two guards: its arguments pass the stage `tool-call` before it runs, and its result passes `tool-result`
 * before anyone reads it. Redacted texts are used as redacted.
 *
 * @param run  runs the tool with the arguments that may pass, and returns its result as text
 */
export async function runGuardedTool(
  services: GuardServices,
  { name, input }: ToolCall,
  run: (input: string, signal: AbortSignal) => Promise<string>,
  signal: AbortSignal,
): Promise<ToolOutcome> {
  const call = await checkText(services, { stage: "tool-call", text: input, origin: "model" }, signal);
  if (!mayPass(call)) return { status: "stopped", stage: "tool-call", decision: call };
  const output = await run(call.text, signal);
  const result = await checkText(services, { stage: "tool-result", text: output, origin: `tool:${name}` }, signal);
  if (!mayPass(result)) return { status: "stopped", stage: "tool-result", decision: result };
  return { status: "done", output: result.text };
}

const mayPass = ({ action }: GuardDecision): boolean => action === "allow" || action === "redact";
