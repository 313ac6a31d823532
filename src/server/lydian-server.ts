import type { AccessKey, BegunCall, Feedback, GuardExample, Job, RepeatableCall } from "../core/index.ts";
import type { CallOptions, Lydian, StopOptions } from "../library/index.ts";
import type { CheckKeyOptions } from "./create-key-checker.ts";
import type { FeedbackOptions, NewFeedback } from "./feedback.ts";
import type { GuardExamplesOptions, NewGuardExample } from "./guard-examples.ts";
import type { JobsOptions, NewJob } from "./jobs.ts";
import type { CreatedKey, NewKey } from "./keys.ts";
import type { AnsweredCall, NewCall } from "./repeated-calls.ts";
import type { NewUpload } from "./store-upload.ts";
import type { AddedSource, AddSourceOptions, WatchingOptions } from "./watched-sources.ts";

/** Options of `runJobs`. */
export interface RunJobsOptions {
  readonly signal: AbortSignal;
  /** Called with each change of a job. */
  readonly onJob?: (job: Job) => void;
  /**
   * Called with errors of the runner itself, such as a full disk, each at most once a minute. The runner continues. Without
   * it, such an error ends `runJobs`.
   */
  readonly onFailure?: (error: unknown) => void;
}

/** A server around a `Lydian`: keys, jobs, watched sources, feedback and repeatable calls. */
export interface LydianServer {
  /** The Lydian that does the work. */
  readonly lydian: Lydian;

  /**
   * Creates an access key.
   *
   * @throws {InvalidArgumentError} if the name is empty or too long, or the list of collections is empty
   */
  addKey(key: NewKey): Promise<CreatedKey>;
  /** Lists the keys, oldest first, including the revoked ones. */
  keys(options?: StopOptions): Promise<readonly AccessKey[]>;
  /**
   * Revokes a key at once, in every process.
   *
   * @throws {KeyNotFoundError} if no key has this id
   */
  revokeKey(id: string, options?: StopOptions): Promise<AccessKey>;
  /**
   * Returns the key of a token; undefined if it is unknown, wrong or revoked.
   *
   * @throws {TooManyRequestsError} if the sender sent ten wrong secrets of this key within a minute, or if too many keys
   *   wait to be checked
   */
  checkKey(token: string, options?: CheckKeyOptions): Promise<AccessKey | undefined>;

  /**
   * Stores uploaded files and creates the job that adds them.
   *
   * @throws {BodyTooLargeError} if a file is too large; then no file is stored
   * @throws {InvalidArgumentError} if there is no file, or a name is empty or leads out of its folder
   */
  upload(upload: NewUpload): Promise<Job>;
  /** Creates a job. A process that calls `runJobs`, such as a server, executes it. */
  startJob(job: NewJob): Promise<Job>;
  /** Lists the jobs, latest first. */
  jobs(options?: JobsOptions): Promise<readonly Job[]>;
  job(id: string, options?: StopOptions): Promise<Job | undefined>;
  /**
   * Waits until a job is over, in whichever process it runs.
   *
   * @throws {JobNotFoundError} if no job has this id
   */
  untilOver(id: string, options?: StopOptions): Promise<Job>;
  /** Counts the jobs by status. Jobs that are over count for 30 days. */
  countJobs(options?: StopOptions): Promise<Readonly<Partial<Record<Job["status"], number>>>>;
  /**
   * Cancels a job. A waiting job never starts. A running one stops at its next step; what it has committed stays.
   *
   * @throws {JobNotFoundError} if no job has this id
   */
  cancelJob(id: string, options?: StopOptions): Promise<Job>;
  /** Executes jobs, one after the other, until the signal is aborted. */
  runJobs(options: RunJobsOptions): Promise<void>;

  /**
   * Makes a folder or a web address a source, if it is not one yet, and creates a job that syncs it.
   *
   * @throws {SourceUnavailableError} if there is no such folder
   * @throws {InvalidArgumentError} if a web address should be watched
   */
  addSource(source: string, options?: AddSourceOptions): Promise<AddedSource>;
  /**
   * Starts or stops watching a source. A watched folder that is not a source yet becomes one. Returns whether anything changed.
   *
   * @throws {SourceUnavailableError} if there is no such folder
   * @throws {InvalidArgumentError} if it is a web address
   */
  setWatched(source: string, isWatched: boolean, options?: Omit<CallOptions, "onEvent">): Promise<boolean>;
  /**
   * Syncs all watched sources by jobs whenever they change, until the signal is aborted. This includes sources that are
   * watched later. `Lydian.sources` shows the problem of each source.
   */
  watchSources(options: WatchingOptions): Promise<void>;

  /**
   * Stores feedback on an answer.
   *
   * @throws {InvalidArgumentError} if the answer's id is malformed or the reason is too long
   */
  giveFeedback(feedback: NewFeedback): Promise<Feedback>;
  /** Lists the feedback on a collection's answers. Feedback that was given with a wider scope is left out. */
  feedback(options?: FeedbackOptions): Promise<readonly Feedback[]>;

  /**
   * Keeps a verdict of a guard that a reader calls wrong, as a labelled example. At most 10,000 are kept.
   *
   * @throws {InvalidArgumentError} if the text is longer than 20,000 characters
   */
  keepGuardExample(example: NewGuardExample): Promise<GuardExample>;
  /** Lists the labelled examples, latest first. Those that were given with a wider scope are left out. */
  guardExamples(options?: GuardExamplesOptions): Promise<readonly GuardExample[]>;

  /** Begins a call, or returns its earlier answer. Answers are remembered for 24 hours. */
  beginCall(call: NewCall): Promise<BegunCall>;
  /** Remembers the answer to a call that was begun. */
  endCall(call: AnsweredCall): Promise<void>;
  /** Forgets a call that failed, so the next one with its key begins again. */
  dropCall(call: RepeatableCall): Promise<void>;

  /** Closes the `Lydian`. */
  close(): Promise<void>;
}
