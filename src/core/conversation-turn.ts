import type { Abstained } from "./schemas/answer.ts";

/** A question of a conversation, and what was answered, as far as it is remembered. */
export interface ConversationTurn {
  /** ISO 8601, UTC. */
  readonly askedAt: string;
  readonly answerId: string;
  readonly collection: string;
  /** As it was asked; as the guard left it. */
  readonly question: string;
  /** As it was searched for, where that is something else. */
  readonly searchedAs?: string;
  /** The answer's sentences; absent for an abstention. */
  readonly text?: string;
  /** Of an abstention. */
  readonly reason?: Abstained["reason"];
  /** The cited documents, in the order of their numbers. */
  readonly sources: readonly { readonly title: string; readonly uri: string }[];
}
