/** What a list of kept answers says of each. */
export interface KeptAnswerSummary {
  readonly id: string;
  readonly collection: string;
  readonly question: string;
  readonly status: "grounded" | "abstained";
  /** ISO 8601, UTC. */
  readonly savedAt: string;
}

/** An answer as it is kept: what `record` says is the writer's own matter. */
export interface KeptAnswer extends KeptAnswerSummary {
  readonly record: string;
}

/**
 * What the application remembers beside the documents. Each call sees one committed state, and a change is on the disk
 * when it ends.
 */
export interface StateStore {
  readonly formatVersion: number;
  /** @throws {InvalidArgumentError} if there is one of this id */
  keepAnswer(answer: KeptAnswer, signal: AbortSignal): Promise<void>;
  /** The last saved first; equal times by id, descending. At most `limit`, from 1. */
  listAnswers(query: { readonly limit: number }, signal: AbortSignal): Promise<readonly KeptAnswerSummary[]>;
  /** @throws {BlockCorruptError} if the record is not what was written */
  readAnswer(id: string, signal: AbortSignal): Promise<KeptAnswer | undefined>;
  /** Answers whether it was there; nothing of it stays in the file. */
  removeAnswer(id: string, signal: AbortSignal): Promise<boolean>;
  close(): Promise<void>;
}
