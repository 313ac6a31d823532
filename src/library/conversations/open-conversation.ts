import { everything, InvalidArgumentError, SessionNotFoundError, type SessionTurn } from "../../core/index.ts";
import type { Answered } from "../ask/answer-question.ts";
import { type CallContext, signalOf } from "../call-context.ts";
import { fromKeptTurn, toKeptTurn } from "../proof/keep-turn.ts";
import type { AskOptions } from "../search/searching.ts";
import { isSameScope } from "./sessions.ts";

const NAME = /^[\p{L}\p{N}][\p{L}\p{N} ._-]{0,63}$/u;
/** What a question goes on with is rarely further away. */
const TURNS_READ = 3;

/** A session that a question goes on with. */
export interface OpenConversation {
  /** The last ones, oldest first. */
  readonly turns: readonly SessionTurn[];
  keep(answered: Answered): Promise<void>;
}

/**
 * Finds the session that a call names, in its own scope: another one may say what this reader may not know. It is opened
 * for writing at once, so that no answer is lost for want of a place.
 *
 * @throws {InvalidArgumentError} for a name that is none, or two wishes at once
 * @throws {SessionNotFoundError} if there is none to go on with
 */
export async function openConversation(
  { parts }: CallContext,
  options: AskOptions,
): Promise<OpenConversation | undefined> {
  if (options.session === undefined && options.continue !== true) return undefined;
  checkName(options);
  const { scope = everything } = options;
  const signal = signalOf(options);
  const state = await parts.state.write();
  const all = await state.listSessions({ scope, limit: Number.MAX_SAFE_INTEGER }, signal);
  const own = all.filter((one) => isSameScope(one.scope, scope));
  const found = options.session === undefined ? own[0] : own.find(({ name }) => name === options.session);
  const name = found?.name ?? options.session;
  if (name === undefined)
    throw new SessionNotFoundError("There is no session to go on with.", {
      hint: 'Begin one: `lydian ask --session NAME "…"`.',
    });
  const id = found?.id ?? parts.ids.next("session");
  const turns = found === undefined ? [] : await state.readTurns({ id, scope, limit: TURNS_READ }, signal);
  return {
    turns: turns.map(fromKeptTurn),
    keep: async ({ answer, questionVerdict }) => {
      const turn = toKeptTurn(answer, questionVerdict);
      if (turn !== undefined) await state.keepTurn({ session: { id, name, scope }, ...turn }, signal);
    },
  };
}

function checkName({ session, continue: goesOn }: AskOptions): void {
  if (session !== undefined && goesOn === true)
    throw new InvalidArgumentError("A question either names a session or goes on with the last one.");
  if (session === undefined || NAME.test(session)) return;
  throw new InvalidArgumentError("The session's name can not be used.", {
    hint: "It has up to 64 letters, digits, spaces, `.`, `_` and `-`, and begins with a letter or a digit.",
  });
}
