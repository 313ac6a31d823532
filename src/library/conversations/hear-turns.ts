import { guardTurns } from "../../engine/answer/index.ts";
import { type CallContext, signalOf } from "../call/call-context.ts";
import type { StopOptions } from "../call/call-options.ts";
import type { HeardTurn } from "./converse.ts";

/** Earlier question with its answer, if there was one. It helps to understand a question and is never evidence. */
export interface EarlierTurn {
  readonly question: string;
  readonly answer?: string;
}

/** Number of turns that are read. Follow-up questions rarely refer further back. */
const TURNS_READ = 3;

/** Passes the last turns of a caller's own conversation through the guard. */
export async function hearTurns(
  { parts, emit }: CallContext,
  turns: readonly EarlierTurn[],
  options: StopOptions,
): Promise<readonly HeardTurn[]> {
  const heard = await guardTurns({ guard: parts.guard, emit }, turns.slice(-TURNS_READ), signalOf(options));
  return heard.map(({ question, answer }) => (answer === undefined ? { question } : { question, text: answer }));
}
