import type { Lydian } from "../library/index.ts";
import type { FeedbackCalls } from "./feedback.ts";
import type { ExampleCalls } from "./guard-examples.ts";
import type { JobCalls } from "./jobs.ts";
import type { KeyCalls } from "./keys.ts";
import type { RepeatCalls } from "./repeated-calls.ts";
import type { WatchCalls } from "./watched-sources.ts";

/** A server around a `Lydian`: keys, jobs, watched sources, feedback and repeatable calls. */
export interface LydianServer extends KeyCalls, JobCalls, WatchCalls, FeedbackCalls, ExampleCalls, RepeatCalls {
  /** The Lydian that does the work. */
  readonly lydian: Lydian;

  /** Closes the `Lydian`. */
  close(): Promise<void>;
}
