import {
  type AccessScope,
  coversScope,
  everything,
  InvalidArgumentError,
  type KeptSession,
  SessionNotFoundError,
} from "../../core/index.ts";
import { type CallContext, signalOf } from "../call-context.ts";
import { fromKeptTurn } from "../proof/keep-turn.ts";
import type { RemovedSessions, Session, SessionOptions, SessionsOptions } from "./conversing.ts";

const MOST_LISTED = 1_000;
const ALL = Number.MAX_SAFE_INTEGER;

/** See `Lydian.sessions`. */
export async function sessions({ parts }: CallContext, options: SessionsOptions): Promise<readonly KeptSession[]> {
  const { limit = MOST_LISTED, scope = everything } = options;
  if (!Number.isSafeInteger(limit) || limit < 1)
    throw new InvalidArgumentError(`limit is ${limit}; it is a whole number from 1.`);
  return (await (await parts.state.read())?.listSessions({ limit, scope }, signalOf(options))) ?? [];
}

/** See `Lydian.session`. */
export async function session(context: CallContext, name: string, options: SessionOptions): Promise<Session> {
  const found = await findSession(context, name, options);
  if (found === undefined)
    throw new SessionNotFoundError(`There is no session "${name}".`, {
      hint: "`lydian sessions` lists them; `lydian ask --session NAME` begins one.",
    });
  const state = await context.parts.state.read();
  const { scope = everything } = options;
  const kept = await state?.readTurns({ id: found.id, scope, limit: ALL }, signalOf(options));
  return { ...found, turns: (kept ?? []).map(fromKeptTurn) };
}

/** See `Lydian.removeSessions`. */
export async function removeSessions(
  context: CallContext,
  names: readonly string[],
  options: SessionOptions,
): Promise<RemovedSessions> {
  const { scope = everything } = options;
  const removed: string[] = [];
  const notFound: string[] = [];
  for (const name of new Set(names)) {
    const found = await findSession(context, name, options);
    const state = found === undefined ? undefined : await context.parts.state.write();
    const isRemoved = found !== undefined && (await state?.removeSession({ id: found.id, scope }, signalOf(options)));
    if (isRemoved) removed.push(found.id);
    else notFound.push(name);
  }
  return { removed, notFound };
}

/** By id; by name that of exactly this scope, else the only one that it covers. */
async function findSession(
  context: CallContext,
  name: string,
  options: SessionOptions,
): Promise<KeptSession | undefined> {
  const { scope = everything } = options;
  const all = await sessions(context, { ...options, limit: ALL });
  const meant = all.find(({ id }) => id === name);
  const named = all.filter((one) => one.name === name);
  const own = meant ?? named.find((one) => isSameScope(one.scope, scope));
  if (own !== undefined || named.length < 2) return own ?? named[0];
  throw new InvalidArgumentError(`${named.length} sessions of different scopes have the name "${name}".`, {
    hint: `Name one by its id: ${named
      .slice(0, 5)
      .map(({ id }) => id)
      .join(", ")}.`,
  });
}

export function isSameScope(one: AccessScope, other: AccessScope): boolean {
  return coversScope(one, other) && coversScope(other, one);
}
