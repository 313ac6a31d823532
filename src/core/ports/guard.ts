export type GuardStage = "ingest" | "question" | "passage" | "answer";

/** Where a guarded text comes from: the caller's own words, or untrusted content. */
export type GuardOrigin = "user" | "document" | "model";

/** Three-valued: a check that did not run, or failed, is `unmeasured`, and never looks like a verdict. */
export interface GuardVerdict {
  readonly verdict: "pass" | "fail" | "unmeasured";
  readonly action: "allow" | "redact" | "quarantine" | "review" | "block";
  readonly why: string;
  /** The id of the check that says so; absent where none ran. */
  readonly check?: string;
  /** The text to go on with, for `redact`. */
  readonly text?: string;
}

/** What may pass. Called by `ingest`, `search` and `ask` at every stage; its policy may be empty. */
export interface Guard {
  check(stage: GuardStage, text: string, origin: GuardOrigin, signal: AbortSignal): Promise<GuardVerdict>;
}
