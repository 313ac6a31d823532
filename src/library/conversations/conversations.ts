import type { ConversationTurn } from "../../core/index.ts";
import {
  type AccessScope,
  ConversationNotFoundError,
  coversScope,
  defined,
  everything,
  InvalidArgumentError,
  type KeptConversation,
} from "../../core/index.ts";
import { type CallContext, signalOf } from "../call/call-context.ts";
import type { ReadOptions } from "../call/call-options.ts";
import { fromKeptTurn } from "./kept-turn.ts";

/** Options of a call on conversations. A conversation with a wider scope is not found. */
export interface ConversationOptions extends Pick<ReadOptions, "scope" | "signal"> {
  /** Id of the only caller whose conversations are found, such as the id of a key. Default: all callers. */
  readonly caller?: string;
  /** The only collection whose conversations are found. Default: all collections. */
  readonly collection?: string;
}

export interface ConversationsOptions extends ConversationOptions {
  /** Maximum number of conversations, most recently used first; from 1. Default: 1,000. */
  readonly limit?: number;
}

/** Conversation with its turns, oldest first. */
export interface Conversation extends Omit<KeptConversation, "turns"> {
  readonly turns: readonly ConversationTurn[];
}

export interface RemovedConversations {
  /** Ids of the removed conversations. */
  readonly removed: readonly string[];
  readonly notFound: readonly string[];
}

const MAX_LISTED = 1_000;
const ALL = Number.MAX_SAFE_INTEGER;

export async function conversations(
  { parts }: CallContext,
  options: ConversationsOptions = {},
): Promise<readonly KeptConversation[]> {
  const { limit = MAX_LISTED, scope = everything, caller, collection } = options;
  if (!Number.isSafeInteger(limit) || limit < 1)
    throw new InvalidArgumentError(`limit must be a whole number of at least 1, not ${limit}.`);
  const query = defined({ limit, scope, caller, collection });
  return (await (await parts.state.read())?.listConversations(query, signalOf(options))) ?? [];
}

export async function conversation(
  context: CallContext,
  name: string,
  options: ConversationOptions = {},
): Promise<Conversation> {
  const found = await findConversation(context, name, options);
  if (found === undefined)
    throw new ConversationNotFoundError(`There is no conversation "${name}".`, {
      hint: "`lydian conversations` lists them; `lydian ask --conversation NAME` begins one.",
    });
  const state = await context.parts.state.read();
  const { scope = everything } = options;
  const kept = await state?.readTurns({ id: found.id, scope, limit: ALL }, signalOf(options));
  return { ...found, turns: (kept ?? []).map(fromKeptTurn) };
}

export async function removeConversations(
  context: CallContext,
  names: readonly string[],
  options: ConversationOptions = {},
): Promise<RemovedConversations> {
  const { scope = everything } = options;
  const removed: string[] = [];
  const notFound: string[] = [];
  for (const name of new Set(names)) {
    const found = await findConversation(context, name, options);
    const state = found === undefined ? undefined : await context.parts.state.write();
    const isRemoved =
      found !== undefined && (await state?.removeConversation({ id: found.id, scope }, signalOf(options)));
    if (isRemoved) removed.push(found.id);
    else notFound.push(name);
  }
  return { removed, notFound };
}

/**
 * Finds a conversation by id, or by name: the only one of exactly this scope, or else the
 * only one that the scope covers.
 */
async function findConversation(
  context: CallContext,
  name: string,
  options: ConversationOptions,
): Promise<KeptConversation | undefined> {
  const { scope = everything } = options;
  const all = await conversations(context, { ...options, limit: ALL });
  const meant = all.find(({ id }) => id === name);
  const named = all.filter((one) => one.name === name);
  const own = named.filter((one) => isSameScope(one.scope, scope));
  if (meant !== undefined || own.length === 1 || named.length < 2) return meant ?? own[0] ?? named[0];
  throw new InvalidArgumentError(`${named.length} conversations have the name "${name}".`, {
    hint: `Name one by its id: ${named
      .slice(0, 5)
      .map(({ id }) => id)
      .join(", ")}.`,
  });
}

export function isSameScope(one: AccessScope, other: AccessScope): boolean {
  return coversScope(one, other) && coversScope(other, one);
}
