import type { AccessScope, KeptKey } from "../access.ts";
import type { Feedback } from "../schemas/feedback.ts";
import type { Job } from "../schemas/job.ts";
import type { SavedAnswerSummary } from "../schemas/saved-answers.ts";
import type { Watch } from "../source.ts";

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

/** A call that its caller may send again, because the answer to it may get lost on the way. */
export interface RepeatableCall {
  /** Keys of different callers are different. */
  readonly caller: string;
  /** That the caller gave the call; the same for each time that it is sent. */
  readonly key: string;
}

/** How a call that may have come before stands. */
export type BegunCall =
  /** It did not come before, and is begun now. */
  | { readonly state: "begun" }
  /** Somebody answers it at this moment. */
  | { readonly state: "running" }
  /** The key was given to a call that asked for something else. */
  | { readonly state: "other" }
  | { readonly state: "done"; readonly status: number; readonly body: string };

/** Which calls were answered, and how. Each call sees one committed state, and a change is on the disk when it ends. */
export interface CallStore {
  /**
   * Begins a call, unless it was begun before; times are ISO 8601.
   *
   * @param call  `fingerprint` says what is asked for; nobody else begins it before `until`; what was begun before
   *   `forgetBefore` is forgotten
   */
  beginCall(
    call: RepeatableCall & {
      readonly fingerprint: string;
      readonly now: string;
      readonly until: string;
      readonly forgetBefore: string;
    },
    signal: AbortSignal,
  ): Promise<BegunCall>;
  /** Keeps what was answered to a call that was begun. */
  endCall(
    call: RepeatableCall & { readonly status: number; readonly body: string },
    signal: AbortSignal,
  ): Promise<void>;
  /** Forgets a call: the next one with its key is begun anew. */
  dropCall(call: RepeatableCall, signal: AbortSignal): Promise<void>;
}

/** What readers think of answers. Each call sees one committed state, and a change is on the disk when it ends. */
export interface FeedbackStore {
  /**
   * Takes the place of an earlier one of the same reader on the same answer in the same scope.
   *
   * @param feedback  `scope` is that of the reader: who may not read all of that does not see it
   */
  keepFeedback(feedback: Feedback & { readonly scope: AccessScope }, signal: AbortSignal): Promise<void>;
  /** The last given first; equal times by answer, descending. At most `limit`, from 1. */
  listFeedback(
    query: { readonly scope: AccessScope; readonly collection: string; readonly limit: number },
    signal: AbortSignal,
  ): Promise<readonly Feedback[]>;
}

/** A job as it is kept: what `record` says is the writer's own matter. */
export interface KeptJob extends Pick<Job, "id" | "collection" | "status" | "createdAt"> {
  readonly record: string;
}

/** The jobs of a store. Each call sees one committed state, and a change is on the disk when it ends. */
export interface JobStore {
  /** Keeps a new job, or what has become of one; false for one that is over, which stays as it is. */
  keepJob(job: KeptJob, signal: AbortSignal): Promise<boolean>;
  readJob(id: string, signal: AbortSignal): Promise<KeptJob | undefined>;
  /** The last created first; equal times by id, descending. At most `limit`, from 1. */
  listJobs(
    query: { readonly limit: number; readonly collection?: string },
    signal: AbortSignal,
  ): Promise<readonly KeptJob[]>;
  /**
   * Takes the oldest job that waits, or that its runner has not held on to, and holds it for this runner until `until`;
   * times are ISO 8601. Undefined where there is none.
   */
  claimJob(
    claim: { readonly runner: string; readonly now: string; readonly until: string },
    signal: AbortSignal,
  ): Promise<KeptJob | undefined>;
  /** Holds on to a job that this runner works at; false if it is over, or another has it. */
  holdJob(
    hold: { readonly id: string; readonly runner: string; readonly until: string },
    signal: AbortSignal,
  ): Promise<boolean>;
  /** How many there are of each status that any has. */
  countJobs(signal: AbortSignal): Promise<Readonly<Partial<Record<Job["status"], number>>>>;
  /** Forgets jobs that are over and were created before a time, ISO 8601; answers how many. */
  forgetJobs(before: string, signal: AbortSignal): Promise<number>;
  /** Lets a job go that is not finished: it waits again. */
  releaseJob(id: string, runner: string, signal: AbortSignal): Promise<void>;
}

/** The keys of a store's callers. Each call sees one committed state, and a change is on the disk when it ends. */
export interface KeyStore {
  /** @throws {InvalidArgumentError} if there is one of this id */
  keepKey(key: KeptKey, signal: AbortSignal): Promise<void>;
  /** Oldest first, equal times by id; with those that were revoked. */
  listKeys(signal: AbortSignal): Promise<readonly KeptKey[]>;
  readKey(id: string, signal: AbortSignal): Promise<KeptKey | undefined>;
  /** Answers whether it was there, and not revoked before. */
  revokeKey(id: string, revokedAt: string, signal: AbortSignal): Promise<boolean>;
}

/** Which sources are watched. Each call sees one committed state, and a change is on the disk when it ends. */
export interface WatchStore {
  /** One that is there already stays as it is. */
  keepWatch(watch: Watch, signal: AbortSignal): Promise<void>;
  /** By collection, then URI. */
  listWatches(signal: AbortSignal): Promise<readonly Watch[]>;
  /** Says how one is now; nothing where it is not watched any more. */
  tellWatch(watch: Pick<Watch, "collection" | "uri" | "problem">, signal: AbortSignal): Promise<void>;
  /** Answers whether it was there. */
  removeWatch(watch: Pick<Watch, "collection" | "uri">, signal: AbortSignal): Promise<boolean>;
}
