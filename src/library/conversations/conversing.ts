import type { ConversationTurn, KeptConversation } from "../../core/index.ts";
import type { ReadOptions } from "../call-options.ts";

/** A question that was asked before, and its answer, if there was one. They help to understand a question, and are never evidence. */
export interface EarlierTurn {
  readonly question: string;
  readonly answer?: string;
}

/** Who asks: what was asked with a wider scope than this one is not there. */
export interface ConversationOptions extends Pick<ReadOptions, "scope" | "signal"> {}

export interface ConversationsOptions extends ConversationOptions {
  /** Only these many, the last used first; from 1, default 1,000. */
  readonly limit?: number;
}

/** A conversation with its turns, oldest first. */
export interface Conversation extends Omit<KeptConversation, "turns"> {
  readonly turns: readonly ConversationTurn[];
}

export interface RemovedConversations {
  /** Ids. */
  readonly removed: readonly string[];
  readonly notFound: readonly string[];
}

/**
 * What is remembered of conversations, which `ask` begins and goes on with. A conversation is named by its id, or by its name:
 * then that of the caller's own scope is meant, else the only one of this name that the scope may see.
 */
export interface ConversationCalls {
  /** The last used first. */
  conversations(options?: ConversationsOptions): Promise<readonly KeptConversation[]>;
  /**
   * @throws {ConversationNotFoundError} if there is none
   * @throws {InvalidArgumentError} if several have this name; the hint tells their ids
   */
  conversation(name: string, options?: ConversationOptions): Promise<Conversation>;
  /** Forgets conversations; their text is erased from the store's files. Answers that were saved stay. */
  removeConversations(names: readonly string[], options?: ConversationOptions): Promise<RemovedConversations>;
}
