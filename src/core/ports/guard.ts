export type GuardStage = "ingest" | "question" | "passage" | "answer";

/** The origin of a guarded text: the caller's own words, or untrusted content. */
export type GuardOrigin = "user" | "document" | "model";

/** A verdict with three values. A check that did not run or failed is `unmeasured`, never `pass` or `fail`. */
export interface GuardVerdict {
  readonly verdict: "pass" | "fail" | "unmeasured";
  readonly action: "allow" | "redact" | "quarantine" | "review" | "block";
  readonly why: string;
  /** Id of the check that decided; absent if none ran. */
  readonly check?: string;
  /** Redacted text, if the action is `redact`. */
  readonly text?: string;
}

/** Checks texts. `ingest`, `search` and `ask` call it at every stage; its policy may be empty. */
export interface Guard {
  check(stage: GuardStage, text: string, origin: GuardOrigin, signal: AbortSignal): Promise<GuardVerdict>;
}
