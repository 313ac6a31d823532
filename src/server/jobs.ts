import type { Job, JobTask } from "../core/index.ts";

/** A file that is sent: its bytes are kept until the job is over. */
export interface UploadedFile {
  /** What the document's URI will end in: a name, or a path below what was dropped, such as `reports/2026/may.pdf`. */
  readonly name: string;
  readonly bytes: AsyncIterable<Uint8Array>;
}

export interface NewUpload {
  readonly collection?: string;
  /** Read one after the other, each to its end. */
  readonly files: AsyncIterable<UploadedFile>;
  /** Of each file. */
  readonly maxFileBytes: number;
  readonly accessLabels?: readonly string[];
  readonly signal?: AbortSignal;
}

export interface NewJob {
  readonly collection?: string;
  readonly task: Exclude<JobTask, { readonly kind: "upload" }>;
  readonly signal?: AbortSignal;
}

export interface JobsOptions {
  /** Default: of all. */
  readonly collection?: string;
  /** Only these many, the last first; from 1, default 100. */
  readonly limit?: number;
  readonly signal?: AbortSignal;
}

/** Work that goes on after its call. A process that calls `runJobs` does it; a server does. */
export interface JobCalls {
  /**
   * Keeps files, and asks for them to be added.
   *
   * @throws {BodyTooLargeError} if one is too large; none of them is kept then
   * @throws {InvalidArgumentError} if there is no file, or a name is empty or leads out of its folder
   */
  upload(upload: NewUpload): Promise<Job>;
  startJob(job: NewJob): Promise<Job>;
  /** The last created first. */
  jobs(options?: JobsOptions): Promise<readonly Job[]>;
  job(id: string, options?: { readonly signal?: AbortSignal }): Promise<Job | undefined>;
  /**
   * A job once it is over, in whichever process it is done.
   *
   * @throws {JobNotFoundError} if none has this id
   */
  untilOver(id: string, options?: { readonly signal?: AbortSignal }): Promise<Job>;
  /** How many jobs there are of each status that any has; what is over is known for thirty days. */
  countJobs(options?: { readonly signal?: AbortSignal }): Promise<Readonly<Partial<Record<Job["status"], number>>>>;
  /**
   * A job that waits is not begun; one that runs stops at its next step, and what it has committed stays.
   *
   * @throws {JobNotFoundError} if none has this id
   */
  cancelJob(id: string, options?: { readonly signal?: AbortSignal }): Promise<Job>;
  /** Does jobs until the signal is aborted, which is its normal end. */
  runJobs(options: { readonly signal: AbortSignal; readonly onJob?: (job: Job) => void }): Promise<void>;
}
