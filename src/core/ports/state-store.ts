import type { AccessScope } from "../access.ts";
import type { SavedAnswerSummary } from "../schemas/saved-answers.ts";
import type { CallStore } from "./call-store.ts";
import type { FeedbackStore } from "./feedback-store.ts";
import type { JobStore } from "./job-store.ts";
import type { KeyStore } from "./key-store.ts";
import type { WatchStore } from "./watch-store.ts";

/** An answer as it is kept: what `record` says is the writer's own matter. */
export interface KeptAnswer extends SavedAnswerSummary {
  /** That it was made with: who may not read all of that does not see it. */
  readonly scope: AccessScope;
  readonly record: string;
}

/** A conversation; of one name there is at most one in a scope. */
export interface KeptConversation {
  readonly id: string;
  readonly name: string;
  /** Of all its questions: who may not read all of that does not see it. */
  readonly scope: AccessScope;
  /** ISO 8601, UTC, as `usedAt`, the time of the last question. */
  readonly startedAt: string;
  readonly usedAt: string;
  /** How many questions. */
  readonly turns: number;
}

/** A question of a conversation with what was answered: what `record` says is the writer's own matter. */
export interface KeptTurn {
  /** ISO 8601, UTC. */
  readonly askedAt: string;
  readonly record: string;
}

/** A turn of the conversation with this name and scope; the id is that of a conversation which begins with it. */
export interface NewTurn extends KeptTurn {
  readonly conversation: Pick<KeptConversation, "id" | "name" | "scope">;
}

/** Whose list it is: what was made with a wider scope is not in it. */
export interface StateQuery {
  readonly scope: AccessScope;
  /** From 1. */
  readonly limit: number;
}

/** One thing that is kept, for a reader: what was made with a wider scope is not there. */
export interface StateReference {
  readonly id: string;
  readonly scope: AccessScope;
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
export interface StateStore extends KeyStore, JobStore, FeedbackStore, CallStore, WatchStore {
  readonly formatVersion: number;
  /** @throws {InvalidArgumentError} if there is one of this id */
  keepAnswer(answer: KeptAnswer, signal: AbortSignal): Promise<void>;
  /** The last saved first; equal times by id, descending. */
  listAnswers(query: StateQuery, signal: AbortSignal): Promise<readonly SavedAnswerSummary[]>;
  /** @throws {BlockCorruptError} if the record is not what was written */
  readAnswer(answer: StateReference, signal: AbortSignal): Promise<KeptAnswer | undefined>;
  /** Answers whether it was there; nothing of it stays in the file. */
  removeAnswer(answer: StateReference, signal: AbortSignal): Promise<boolean>;
  /** Behind the other turns of its conversation, which begins where there is none of its name in its scope. */
  keepTurn(turn: NewTurn, signal: AbortSignal): Promise<void>;
  /** The last used first; equal times by id, descending. */
  listConversations(query: StateQuery, signal: AbortSignal): Promise<readonly KeptConversation[]>;
  /**
   * The last turns of a conversation, at most `limit`, in their order; none where there is no such conversation.
   *
   * @throws {BlockCorruptError} if a record is not what was written
   */
  readTurns(
    conversation: StateReference & { readonly limit: number },
    signal: AbortSignal,
  ): Promise<readonly KeptTurn[]>;
  /** With its turns; answers whether it was there, and nothing of it stays in the file. */
  removeConversation(conversation: StateReference, signal: AbortSignal): Promise<boolean>;
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
