import { checkText, defined, mayPass, type Warning } from "../../core/index.ts";
import type { Answered } from "../answer/answered.ts";
import type { CallContext } from "../call/call-context.ts";

/** Parts of an answer that may be remembered; without `answered`, none. */
export interface RememberedAnswer {
  readonly answered?: Pick<Answered, "answer" | "questionVerdict">;
  readonly warnings: readonly Warning[];
}

/**
 * Lets the guard check what a conversation remembers: the question, the question as it was searched, and the answer. A
 * redacted text is remembered as redacted. If one may not pass, nothing of the turn is remembered.
 */
export async function guardTurn(
  { parts: { guard }, emit }: CallContext,
  { answer, questionVerdict }: Pick<Answered, "answer" | "questionVerdict">,
  signal: AbortSignal,
): Promise<RememberedAnswer> {
  if (!(await guard.hasChecks("memory-write"))) return { answered: defined({ answer, questionVerdict }), warnings: [] };
  const stops: string[] = [];
  const pass = async (text: string): Promise<string> => {
    const request = { stage: "memory-write", text, origin: "user" } as const;
    const decision = await checkText({ guard, emit }, request, signal);
    if (!mayPass(decision)) stops.push(decision.why);
    return decision.text;
  };

  const question = await pass(answer.question);
  const searchedAs = answer.searchedAs === undefined ? undefined : await pass(answer.searchedAs);
  const text = answer.status === "grounded" ? { text: await pass(answer.text) } : {};
  const [why] = stops;
  if (why !== undefined)
    return {
      warnings: [{ code: "turn-not-kept", message: `The conversation does not remember this question: ${why}` }],
    };
  const remembered = { ...answer, question, ...defined({ searchedAs }), ...text };
  return { answered: defined({ answer: remembered, questionVerdict }), warnings: [] };
}
