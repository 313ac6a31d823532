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

/** What was worked out on the way to something longer; what `record` says is the writer's own matter. */
export interface PartialRecord {
  /** 64 hexadecimal digits: a hash of all that shaped the record. */
  readonly key: string;
  readonly record: string;
  /** ISO 8601, UTC. */
  readonly keptAt: string;
}

/** What a collection's answers were calibrated by: what `record` says is the writer's own matter. */
export interface KeptCalibration {
  readonly collection: string;
  /** ISO 8601, UTC. */
  readonly calibratedAt: string;
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
  /** Takes the place of one with the same key. */
  keepPartial(partial: PartialRecord, signal: AbortSignal): Promise<void>;
  /** Undefined too for one that is not what was written: it can be worked out again. */
  readPartial(key: string, signal: AbortSignal): Promise<PartialRecord | undefined>;
  /** Forgets those that were kept before a time; without one all, of which nothing stays in the file. Answers how many. */
  forgetPartials(before: string | undefined, signal: AbortSignal): Promise<number>;
  /** One a collection: it takes the place of an earlier one, of which nothing stays in the file. */
  keepCalibration(calibration: KeptCalibration, signal: AbortSignal): Promise<void>;
  /** @throws {BlockCorruptError} if the record is not what was written */
  readCalibration(collection: string, signal: AbortSignal): Promise<KeptCalibration | undefined>;
  /** Answers whether it was there; nothing of it stays in the file. */
  removeCalibration(collection: string, signal: AbortSignal): Promise<boolean>;
  close(): Promise<void>;
}
