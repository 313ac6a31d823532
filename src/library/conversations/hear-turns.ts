import { guardTurns } from "../../engine/answer/index.ts";
import type { AskOptions } from "../ask/ask.ts";
import { type CallContext, signalOf } from "../call-context.ts";
import type { HeardTurn } from "./converse.ts";

/** A question that was asked before, and its answer, if there was one. They help to understand a question, and are never evidence. */
export interface EarlierTurn {
  readonly question: string;
  readonly answer?: string;
}

/** What a question goes on with is rarely further away. */
const TURNS_READ = 3;

/** The last turns of a conversation that the caller keeps. */
export async function hearTurns(
  { parts, emit }: CallContext,
  turns: readonly EarlierTurn[],
  options: Pick<AskOptions, "signal">,
): Promise<readonly HeardTurn[]> {
  const heard = await guardTurns({ guard: parts.guard, emit }, turns.slice(-TURNS_READ), signalOf(options));
  return heard.map(({ question, answer }) => (answer === undefined ? { question } : { question, text: answer }));
}
