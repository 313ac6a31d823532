import {
  ConversationNotFoundError,
  type ConversationTurn,
  everything,
  InvalidArgumentError,
  LOCAL_CALLER_ID,
  LydianError,
  type Warning,
} from "../../core/index.ts";
import type { AnswerContext } from "../answer/answer-context.ts";
import type { Answered } from "../answer/answered.ts";
import { collectionOf, signalOf } from "../call/call-context.ts";
import type { ReadOptions } from "../call/call-options.ts";
import { quotaOf } from "../parts/quotas.ts";
import { isSameScope } from "./conversations.ts";
import { guardTurn } from "./guard-turn.ts";
import { fromKeptTurn, readMasks, toKeptTurn } from "./kept-turn.ts";

const NAME = /^[\p{L}\p{N}][\p{L}\p{N} ._-]{0,63}$/u;
/** Number of turns that are read. Follow-up questions rarely refer further back. */
const TURNS_READ = 3;

/** Conversation that a question begins or continues. */
export interface TurnOptions extends ReadOptions {
  /**
   * Name of a conversation, which starts with its first question: up to 64 letters, digits, spaces, `.`, `_` and `-`. A
   * follow-up question is rewritten to stand alone (`searchedAs`). The conversation belongs to the caller, the
   * collection and the scope of its questions.
   */
  readonly conversation?: string;
  /**
   * Begins the named conversation again: its earlier turns are not read, and this question replaces them. Default:
   * false.
   */
  readonly restart?: boolean;
  /** Continues the most recently used conversation of this caller, collection and scope. */
  readonly continue?: boolean;
  /**
   * Id of the caller whose conversation and saved answer it is, such as the id of a key. Default: `local`, the user of
   * this machine, who may save any number.
   */
  readonly caller?: string;
}

/** Conversation that a question continues. */
export interface OpenConversation {
  /** Latest turns, oldest first; undefined if the conversation begins again. */
  readonly turns?: readonly ConversationTurn[];
  /** Stores the turn as the guard allows it. Returns a warning if it may not be remembered. */
  keep(answered: Answered): Promise<readonly Warning[]>;
}

/**
 * Finds or starts the conversation that the options name, for their own caller, collection and scope: any other
 * conversation may contain texts that this reader may not see. Opens it for writing at once, so an answer is not lost
 * if writing is impossible.
 *
 * @throws {InvalidArgumentError} for an invalid name, or both a name and `continue`
 * @throws {ConversationNotFoundError} if there is no conversation to continue
 * @throws {QuotaExceededError} if the caller has as many conversations, or as many turns in them, as a key may
 */
export async function openConversation(
  context: AnswerContext,
  options: TurnOptions,
): Promise<OpenConversation | undefined> {
  if (options.conversation === undefined && options.continue !== true) return undefined;
  checkName(options);
  return options.restart === true ? beginAgain(context, options) : openState(context, options);
}

/**
 * Opens a conversation that begins again only when its question has been answered: it needs no earlier turn, so a store
 * that is missing or cannot be written changes nothing about the answer.
 */
function beginAgain(context: AnswerContext, options: TurnOptions): OpenConversation {
  return {
    keep: async (answered) => {
      try {
        const { keep } = await openState(context, options);
        return await keep(answered);
      } catch (error) {
        if (!(error instanceof LydianError)) throw error;
        return [{ code: error.code, message: `This question is not remembered. ${error.message}` }];
      }
    },
  };
}

async function openState(context: AnswerContext, options: TurnOptions): Promise<OpenConversation> {
  const { parts } = context;
  const { scope = everything, caller = LOCAL_CALLER_ID } = options;
  const owner = { caller, collection: collectionOf(context, options), scope };
  const signal = signalOf(options);
  const state = await parts.state.write();
  const all = await state.listConversations({ ...owner, limit: Number.MAX_SAFE_INTEGER }, signal);
  const own = all.filter((one) => isSameScope(one.scope, scope));
  const found = options.conversation === undefined ? own[0] : own.find(({ name }) => name === options.conversation);
  const name = found?.name ?? options.conversation;
  if (name === undefined)
    throw new ConversationNotFoundError("There is no conversation to continue.", {
      hint: 'Begin one: `lydian ask --conversation NAME "…"`.',
    });
  const replaced = options.restart === true ? found : undefined;
  const continued = options.restart === true ? undefined : found;
  const id = continued?.id ?? parts.ids.next("conversation");
  const turns = continued === undefined ? [] : await state.readTurns({ id, scope, limit: TURNS_READ }, signal);
  const quotas = {
    conversations: quotaOf(parts.settings, "conversations", caller),
    turns: quotaOf(parts.settings, "turns", caller),
  };
  if (found === undefined) await state.requireRoom("conversations", caller, quotas.conversations, signal);
  await state.requireRoom("turns", caller, quotas.turns, signal);
  const { masks } = context;
  const last = turns.at(-1);
  const stored = last === undefined ? undefined : readMasks(last);
  if (masks !== undefined && stored !== undefined) masks.stored = stored;
  return {
    turns: turns.map(fromKeptTurn),
    keep: async (given) => {
      const { answered, warnings } = await guardTurn(context, given, signal);
      const turn = answered && toKeptTurn(answered.answer, answered.questionVerdict, masks?.ledger?.stored() ?? stored);
      if (replaced !== undefined) await state.removeConversation({ id: replaced.id, scope }, signal);
      if (turn !== undefined) await state.keepTurn({ conversation: { id, name, ...owner }, ...turn, quotas }, signal);
      return warnings;
    },
  };
}

function checkName({ conversation, continue: goesOn }: TurnOptions): void {
  if (conversation !== undefined && goesOn === true)
    throw new InvalidArgumentError("A question can name a conversation or continue the last one, but not both.");
  if (conversation === undefined || NAME.test(conversation)) return;
  throw new InvalidArgumentError("The conversation's name cannot be used.", {
    hint: "It has up to 64 letters, digits, spaces, `.`, `_` and `-`, and begins with a letter or a digit.",
  });
}
