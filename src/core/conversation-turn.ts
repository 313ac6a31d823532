import type { Abstained } from "./schemas/answer.ts";

/** A stored question of a conversation with the parts of its answer that later questions need. */
export interface ConversationTurn {
  /** Time of the question, ISO 8601 in UTC. */
  readonly askedAt: string;
  readonly answerId: string;
  readonly collection: string;
  /** The question as asked, after the guard. */
  readonly question: string;
  /** The rewritten question, if it differs. */
  readonly searchedAs?: string;
  /** The answer's sentences; absent for an abstention. */
  readonly text?: string;
  /** Reason of an abstention; absent for an answer. */
  readonly reason?: Abstained["reason"];
  /** The cited documents, in the order of their numbers. */
  readonly sources: readonly { readonly title: string; readonly uri: string }[];
}
