import type { AccessScope, KeptKey } from "../access.ts";
import type { FailedFile } from "../schemas/failed-file.ts";
import type { Feedback } from "../schemas/feedback.ts";
import type { GuardExample } from "../schemas/guard-example.ts";
import type { Job } from "../schemas/job.ts";
import type { ReviewStatus, ReviewSummary } from "../schemas/review.ts";
import type { SavedAnswerSummary } from "../schemas/saved-answers.ts";
import type { Watch } from "../source.ts";
import type { TrustStore } from "./trust-store.ts";

/** Maximum number and size of the records of one kind that a caller may store. */
export interface Quota {
  readonly maxItems: number;
  /** Maximum size of the records together, in bytes of UTF-8. */
  readonly maxBytes: number;
}

/** Kinds of items that have a quota. */
export type QuotaKind = "answers" | "conversations" | "turns" | "feedback" | "calls";

/** A stored answer. Only its writer interprets `record`. */
export interface KeptAnswer extends SavedAnswerSummary {
  /** Id of the caller who saved it: a key, or `local`. */
  readonly caller: string;
  /** Scope of the answer. Readers without access to all of it do not see the answer. */
  readonly scope: AccessScope;
  readonly record: string;
}

/** A conversation. Its name is unique for a caller, a collection and a scope. */
export interface KeptConversation {
  readonly id: string;
  readonly name: string;
  /** Id of the caller who asks: a key, or `local`. */
  readonly caller: string;
  /** Collection of all its questions. */
  readonly collection: string;
  /** Scope of all its questions. Readers without access to all of it do not see the conversation. */
  readonly scope: AccessScope;
  /** Time when the conversation began, ISO 8601 in UTC; `usedAt` is the time of its last question. */
  readonly startedAt: string;
  readonly usedAt: string;
  /** Number of questions in the conversation. */
  readonly turns: number;
}

/** A question of a conversation with its answer. Only its writer interprets `record`. */
export interface KeptTurn {
  /** Time of the question, ISO 8601 in UTC. */
  readonly askedAt: string;
  readonly record: string;
}

/**
 * A new turn of the conversation with this name, caller, collection and scope. If there is no such conversation, it
 * begins with this id.
 */
export interface NewTurn extends KeptTurn {
  readonly conversation: Pick<KeptConversation, "id" | "name" | "caller" | "collection" | "scope">;
}

/** Maxima of the conversations of a caller, and of the turns in all of them. */
export interface ConversationQuotas {
  readonly conversations: Quota | undefined;
  readonly turns: Quota | undefined;
}

/** Request for a list. It omits items of a wider scope. */
export interface StateQuery {
  readonly scope: AccessScope;
  /** Maximum number of results, at least 1. */
  readonly limit: number;
}

/** Request for a list of saved answers. */
export interface AnswerQuery extends StateQuery {
  /** Only answers from these collections. Absent: from all. */
  readonly collections?: readonly string[];
}

/** Request for a list of conversations. */
export interface ConversationQuery extends StateQuery {
  /** Only conversations of this caller. Absent: of all callers. */
  readonly caller?: string;
  /** Only conversations about this collection. Absent: about all. */
  readonly collection?: string;
}

/** Reference to a stored item. An item of a wider scope does not exist for the reader. */
export interface StateReference {
  readonly id: string;
  readonly scope: AccessScope;
}

/** An intermediate result of long work. Only its writer interprets `record`. */
export interface PartialRecord {
  /** Hash of everything that shaped the record, 64 hexadecimal digits. */
  readonly key: string;
  readonly record: string;
  /** Time when the record was stored, ISO 8601 in UTC. */
  readonly keptAt: string;
}

/** A collection's calibration. Only its writer interprets `record`. */
export interface KeptCalibration {
  readonly collection: string;
  /** Time of the calibration, ISO 8601 in UTC. */
  readonly calibratedAt: string;
  readonly record: string;
}

/**
 * The application's memory besides the documents (`state.db`). Each call sees one committed state, and a change is on
 * disk when the call ends. Removed text does not remain in the file.
 */
export interface StateStore
  extends KeyStore,
    JobStore,
    FeedbackStore,
    CallStore,
    WatchStore,
    FailureStore,
    ReviewStore,
    GuardExampleStore,
    TrustStore {
  readonly formatVersion: number;
  /**
   * Checks that a caller may store another item of a kind, before the work for it begins. Without a quota, they may.
   *
   * @throws {QuotaExceededError} if there are as many as the quota allows
   */
  requireRoom(kind: QuotaKind, caller: string, quota: Quota | undefined, signal: AbortSignal): Promise<void>;
  /**
   * Stores an answer.
   *
   * @param answer  `quota` is the maximum of its caller; absent: unlimited
   * @throws {InvalidArgumentError} if its id exists
   * @throws {QuotaExceededError} if its caller has saved as many as the quota allows
   */
  keepAnswer(answer: KeptAnswer & { readonly quota?: Quota }, signal: AbortSignal): Promise<void>;
  /** Returns answers, latest first; equal times by id, descending. */
  listAnswers(query: AnswerQuery, signal: AbortSignal): Promise<readonly SavedAnswerSummary[]>;
  /**
   * Returns an answer; undefined if it does not exist.
   *
   * @throws {BlockCorruptError} if the record is not what was written
   */
  readAnswer(answer: StateReference, signal: AbortSignal): Promise<KeptAnswer | undefined>;
  /** Removes an answer. Returns false if it does not exist, or is not of `caller`, if one is given. */
  removeAnswer(answer: StateReference & { readonly caller?: string }, signal: AbortSignal): Promise<boolean>;
  /**
   * Appends a turn to its conversation, or begins one if there is none of that name.
   *
   * @param turn  `quotas` are the maxima of its caller; absent: unlimited
   * @throws {QuotaExceededError} if its caller has as many as a quota allows
   */
  keepTurn(turn: NewTurn & { readonly quotas?: ConversationQuotas }, signal: AbortSignal): Promise<void>;
  /** Returns conversations, last used first; equal times by id, descending. */
  listConversations(query: ConversationQuery, signal: AbortSignal): Promise<readonly KeptConversation[]>;
  /**
   * Returns the last turns of a conversation in order, at most `limit`; empty if there is no such conversation.
   *
   * @throws {BlockCorruptError} if a record is not what was written
   */
  readTurns(
    conversation: StateReference & { readonly limit: number },
    signal: AbortSignal,
  ): Promise<readonly KeptTurn[]>;
  /** Removes a conversation with its turns. Returns false if it does not exist. */
  removeConversation(conversation: StateReference, signal: AbortSignal): Promise<boolean>;
  /** Stores an intermediate result, replacing the one with the same key. */
  keepPartial(partial: PartialRecord, signal: AbortSignal): Promise<void>;
  /** Returns undefined also for a damaged record, which can be computed again. */
  readPartial(key: string, signal: AbortSignal): Promise<PartialRecord | undefined>;
  /** Removes the results stored before a time, or all if it is undefined. Returns their number. */
  forgetPartials(before: string | undefined, signal: AbortSignal): Promise<number>;
  /** Stores a collection's calibration, replacing an earlier one. */
  keepCalibration(calibration: KeptCalibration, signal: AbortSignal): Promise<void>;
  /**
   * Returns a collection's calibration; undefined if there is none.
   *
   * @throws {BlockCorruptError} if the record is not what was written
   */
  readCalibration(collection: string, signal: AbortSignal): Promise<KeptCalibration | undefined>;
  /** Removes a collection's calibration. Returns false if it does not exist. */
  removeCalibration(collection: string, signal: AbortSignal): Promise<boolean>;
  close(): Promise<void>;
}

/** A call that its caller may send again, because the response may get lost. */
export interface RepeatableCall {
  /** Id of the caller. Equal keys of different callers are different calls. */
  readonly caller: string;
  /** Key that the caller gave the call, the same each time. */
  readonly key: string;
}

/** State of a call that may have been sent before. */
export type BegunCall =
  /** The call is new and begins now. */
  | { readonly state: "begun" }
  /** The call is running. */
  | { readonly state: "running" }
  /** The key belongs to a call with another request. */
  | { readonly state: "other" }
  | { readonly state: "done"; readonly status: number; readonly body: string };

/** Responses to repeatable calls. */
export interface CallStore {
  /**
   * Begins a call, unless it has begun before. Times are ISO 8601.
   *
   * @param call  `fingerprint` identifies the request; nobody else begins it before `until`; calls begun before
   *   `forgetBefore` are removed; `quota` is the maximum of its caller, absent: unlimited
   * @throws {QuotaExceededError} for a new call of a caller with as many as the quota allows
   */
  beginCall(
    call: RepeatableCall & {
      readonly fingerprint: string;
      readonly now: string;
      readonly until: string;
      readonly forgetBefore: string;
      readonly quota?: Quota;
    },
    signal: AbortSignal,
  ): Promise<BegunCall>;
  /** Stores the response to a begun call. */
  endCall(
    call: RepeatableCall & { readonly status: number; readonly body: string },
    signal: AbortSignal,
  ): Promise<void>;
  /** Removes a call, so that the next one with its key begins again. */
  dropCall(call: RepeatableCall, signal: AbortSignal): Promise<void>;
}

/** Request for ratings of a collection's answers. */
export interface FeedbackQuery extends StateQuery {
  readonly collection: string;
}

/** Ratings of answers. */
export interface FeedbackStore {
  /**
   * Stores a rating, replacing an earlier one by the same reader on the same answer in the same scope.
   *
   * @param feedback  `scope` is the reader's; others without access to all of it do not see the rating. `quota` is the
   *   maximum of the reader; absent: unlimited
   * @throws {QuotaExceededError} for a new rating of a reader with as many as the quota allows
   */
  keepFeedback(
    feedback: Feedback & { readonly scope: AccessScope; readonly quota?: Quota },
    signal: AbortSignal,
  ): Promise<void>;
  /** Returns ratings, latest first; equal times by answer, descending. At most `limit`, which is at least 1. */
  listFeedback(query: FeedbackQuery, signal: AbortSignal): Promise<readonly Feedback[]>;
}

/** A stored case for review. Only its writer interprets `record`. */
export interface KeptReview extends ReviewSummary {
  /** Scope of the question. Readers without access to all of it do not see the case. */
  readonly scope: AccessScope;
  readonly record: string;
}

/** Request for cases. An absent field sets no condition. */
export interface ReviewQuery extends StateQuery {
  readonly status?: ReviewStatus;
  readonly caller?: string;
  /** Only cases of these collections. */
  readonly collections?: readonly string[];
}

/** A person's decision on a case. */
export interface ReviewDecision extends StateReference {
  readonly status: Exclude<ReviewStatus, "waiting">;
  /** Time of the decision, ISO 8601 in UTC. */
  readonly decidedAt: string;
  readonly decidedBy: string;
}

/** Limits of the stored cases. */
export interface ReviewBounds {
  /** Maximum number of cases. */
  readonly limit: number;
  /** Maximum number of waiting cases of the same caller. */
  readonly limitOfCaller: number;
  /** Time before which decided cases are removed, ISO 8601 in UTC. */
  readonly forgetBefore: string;
}

/** Outcome of a new case: it waits, or is refused because all cases wait or because the caller has too many. */
export type KeptOrFull = "kept" | "full" | "full-of-caller";

/** Answers that wait for a person. */
export interface ReviewStore {
  /**
   * Stores a case, unless the queue is full. A waiting case is never removed: beyond the bounds, decided
   * cases are, the old ones first.
   */
  keepReview(review: KeptReview, bounds: ReviewBounds, signal: AbortSignal): Promise<KeptOrFull>;
  /** Returns cases, latest first; equal times by id, descending. At most `limit`, which is at least 1. */
  listReviews(query: ReviewQuery, signal: AbortSignal): Promise<readonly KeptReview[]>;
  /** Returns undefined if the case does not exist. @throws {BlockCorruptError} if the record is not what was written */
  readReview(review: StateReference, signal: AbortSignal): Promise<KeptReview | undefined>;
  /** Decides a case that waits. Returns false if it does not exist or was decided before. */
  decideReview(decision: ReviewDecision, signal: AbortSignal): Promise<boolean>;
}

/** Request for labelled examples, of one collection or of all. */
export interface GuardExampleQuery extends StateQuery {
  /** Only examples of these collections. Absent: of all. */
  readonly collections?: readonly string[];
}

/** Verdicts of guards that readers call wrong. */
export interface GuardExampleStore {
  /**
   * Stores an example, replacing an earlier one of the same reader, scope, answer, stage and guard.
   *
   * @param example  `scope` is the reader's; others without access to all of it do not see the example
   * @param bounds   `limit` is the maximum number of examples, `limitOfReader` that of its reader; the
   *   oldest beyond them are removed
   */
  keepGuardExample(
    example: GuardExample & { readonly scope: AccessScope },
    bounds: { readonly limit: number; readonly limitOfReader: number },
    signal: AbortSignal,
  ): Promise<void>;
  /**
   * Returns examples, latest first; at most `limit`. @throws {BlockCorruptError} if a record is not what was written
   */
  listGuardExamples(query: GuardExampleQuery, signal: AbortSignal): Promise<readonly GuardExample[]>;
}

/** A stored job. Only its writer interprets `record`. */
export interface KeptJob extends Pick<Job, "id" | "collection" | "status" | "createdAt"> {
  readonly record: string;
}

/** Request for jobs, of one collection or of all. */
export interface JobQuery {
  /** Maximum number of jobs, at least 1. */
  readonly limit: number;
  readonly collection?: string;
}

/** A runner's claim on the next job. Times are ISO 8601, UTC. */
export interface JobClaim {
  readonly runner: string;
  readonly now: string;
  readonly until: string;
  /** Tests jobs, oldest first, until it accepts one. Without it, the oldest is claimed. */
  accepts?(job: KeptJob): boolean;
}

/** A runner's longer claim on the job that it runs. */
export interface JobHold extends Pick<JobClaim, "runner" | "until"> {
  readonly id: string;
}

/** Jobs of a store. */
export interface JobStore {
  /** Stores a new job or an update. Returns false for a job that is over, which stays unchanged. */
  keepJob(job: KeptJob, signal: AbortSignal): Promise<boolean>;
  readJob(id: string, signal: AbortSignal): Promise<KeptJob | undefined>;
  /** Returns jobs, latest first; equal times by id, descending. At most `limit`, which is at least 1. */
  listJobs(query: JobQuery, signal: AbortSignal): Promise<readonly KeptJob[]>;
  /**
   * Claims the oldest job that waits, or whose runner let its claim expire, for this runner until `until`. Returns
   * undefined if there is none.
   */
  claimJob(claim: JobClaim, signal: AbortSignal): Promise<KeptJob | undefined>;
  /** Extends the claim on a running job. Returns false if the job is over or another runner has it. */
  holdJob(hold: JobHold, signal: AbortSignal): Promise<boolean>;
  /** Counts the jobs of each status. */
  countJobs(signal: AbortSignal): Promise<Readonly<Partial<Record<Job["status"], number>>>>;
  /** Removes finished jobs created before a time, ISO 8601. Returns their number. */
  forgetJobs(before: string, signal: AbortSignal): Promise<number>;
  /** Releases an unfinished job, which then waits again. */
  releaseJob(id: string, runner: string, signal: AbortSignal): Promise<void>;
}

/** Keys of a store's callers. */
export interface KeyStore {
  /** Stores a key. @throws {InvalidArgumentError} if its id exists */
  keepKey(key: KeptKey, signal: AbortSignal): Promise<void>;
  /** Returns all keys, including revoked ones; oldest first, equal times by id. */
  listKeys(signal: AbortSignal): Promise<readonly KeptKey[]>;
  readKey(id: string, signal: AbortSignal): Promise<KeptKey | undefined>;
  /** Replaces the hash of a key by another hash of the same secret. Does nothing if it is no longer the stored one. */
  replaceHash(key: KeptKey, hash: Pick<KeptKey, "salt" | "hash">, signal: AbortSignal): Promise<void>;
  /** Revokes a key. Returns false if it does not exist or was revoked before. */
  revokeKey(id: string, revokedAt: string, signal: AbortSignal): Promise<boolean>;
}

/** Watched sources. */
export interface WatchStore {
  /** Stores a watch; an existing one stays unchanged. */
  keepWatch(watch: Watch, signal: AbortSignal): Promise<void>;
  /** Returns watches, sorted by collection, then URI. */
  listWatches(signal: AbortSignal): Promise<readonly Watch[]>;
  /** Updates the problem of a watch; does nothing if the source is no longer watched. */
  tellWatch(watch: Pick<Watch, "collection" | "uri" | "problem">, signal: AbortSignal): Promise<void>;
  /** Removes a watch. Returns false if it does not exist. */
  removeWatch(watch: Pick<Watch, "collection" | "uri">, signal: AbortSignal): Promise<boolean>;
}

/** Maximum number of failed files of a collection that are stored. Later ones replace the oldest. */
export const MAX_FAILED_FILES = 1_000;

/** Receipts of files that were not added. */
export interface FailureStore {
  /**
   * Removes the receipts of settled files, then stores those of failed ones, in one transaction. Only the latest
   * `MAX_FAILED_FILES` of the collection stay.
   *
   * @param change  `settled` has the URIs of the receipts to remove; `failed` has each URI once
   */
  keepFailures(
    change: {
      readonly collection: string;
      readonly settled: readonly string[];
      readonly failed: readonly FailedFile[];
    },
    signal: AbortSignal,
  ): Promise<void>;
  /** Returns the receipts that the reader may see, sorted by URI. */
  listFailures(
    query: { readonly collection: string; readonly scope: AccessScope },
    signal: AbortSignal,
  ): Promise<readonly FailedFile[]>;
}
