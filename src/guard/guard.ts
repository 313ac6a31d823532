import type { z } from "zod";
import type { GuardRequest, GuardRule, GuardSpan } from "../core/index.ts";
import type { TextView } from "./normalise/text-view.ts";

export type { TextView } from "./normalise/text-view.ts";

/** A text for a check, with its hidden readings. */
export interface CheckInput extends GuardRequest {
  /**
   * Returns the readings of the text to scan: first the text itself, then its normalised form if that differs, then
   * what was decoded from it. Computed at the first call and shared by all checks of the text.
   */
  readonly views: () => readonly TextView[];
  /**
   * Waits for something that is not the check's work, such as a free thread: the deadline pauses. Absent without a
   * deadline.
   */
  readonly whileWaiting?: <Result>(wait: () => Promise<Result>) => Promise<Result>;
}

/** Result of a check. */
export interface CheckResult {
  /** Certainty that the text violates the guard, from 0 to 1. */
  readonly score: number;
  /** Violating parts of the text, in any order; they may overlap. */
  readonly spans: readonly GuardSpan[];
  /** Places where the writer of a text that fails finds help: one line, without a part of the text. */
  readonly help?: string;
}

/** Options of a guard, as a policy sets them. */
export type CheckOptions = GuardRule["options"];

/** A text to measure with a guard in another thread. */
export interface TextToMeasure extends Pick<CheckInput, "whileWaiting"> {
  /** Id of the guard. */
  readonly guard: string;
  readonly version: string;
  readonly options?: CheckOptions;
  readonly request: Omit<CheckInput, "views" | "whileWaiting">;
}

/** Threads that measure long texts, so that the calling thread is free. */
export interface MeasuringThreads {
  /** Returns whether a text is long enough to be sent; a shorter one is measured in the calling thread. */
  takes(request: Pick<CheckInput, "stage" | "text">): boolean;
  /** Measures a text with a guard of the same id, version and options. */
  measure(text: TextToMeasure, signal: AbortSignal): Promise<CheckResult>;
}

/** A guard whose rules or weights are loaded by its first check. */
export interface LazyGuard extends Pick<Guard, "id" | "cost"> {
  /**
   * Threads that know the guard, and measure long texts with the same results. Absent: the calling thread measures all
   * texts.
   */
  readonly threads?: MeasuringThreads;
  /** Schema of the options that a policy may set. Absent: none. */
  readonly options?: z.ZodObject;
  /**
   * Checks options without loading the guard. Absent: loading it is cheap enough.
   *
   * @throws {InvalidSettingsError} for options that are not valid
   */
  readonly checkOptions?: (options: CheckOptions) => Promise<void>;
  /**
   * Loads the guard. A failure makes its verdict unmeasured, and the next check loads again.
   *
   * @throws {InvalidSettingsError} for options that are not valid
   */
  load(options?: CheckOptions): Promise<Guard>;
}

/** One guard: a deterministic measure of a text. It knows no policy. */
export interface Guard {
  /** Id in policies and verdicts, such as `direct-injection`. */
  readonly id: string;
  /** Changes with the rules and weights, so that verdicts of different versions are not mixed. */
  readonly version: string;
  /** Cost of a run. Cheap checks run first. */
  readonly cost: "rules" | "small-model" | "language-model";
  /** Lowest score that fails if the policy sets none. */
  readonly threshold: number;
  /** Measures a text. A check that cannot measure throws. */
  check(input: CheckInput, signal: AbortSignal): CheckResult | Promise<CheckResult>;
}
