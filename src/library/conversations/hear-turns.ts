import { hearTurns as hear } from "../../engine/answer/index.ts";
import { type CallContext, signalOf } from "../call-context.ts";
import type { AskOptions } from "../search/searching.ts";
import type { HeardTurn } from "./converse.ts";
import type { EarlierTurn } from "./conversing.ts";

/** What a question goes on with is rarely further away. */
const TURNS_READ = 3;

/** The last turns of a conversation that the caller keeps. */
export async function hearTurns(
  { parts, emit }: CallContext,
  turns: readonly EarlierTurn[],
  options: Pick<AskOptions, "signal">,
): Promise<readonly HeardTurn[]> {
  const heard = await hear({ guard: parts.guard, emit }, turns.slice(-TURNS_READ), signalOf(options));
  return heard.map(({ question, answer }) => (answer === undefined ? { question } : { question, text: answer }));
}
