/**
 * Stage at which a text is checked:
 *
 * - `preflight`: a whole call before anything is read, such as its size or language
 * - `input`: the caller's question or message
 * - `ingest`: the text of a document before it is stored
 * - `retrieval`: a passage before anyone reads it
 * - `prompt`: the whole prompt before a language model receives it
 * - `tool-call`, `tool-result`: the arguments and the result of a tool
 * - `output`: a whole answer, or one sentence of it
 * - `stream`: the characters of a model before the user sees them
 * - `memory-write`: texts that are remembered for later calls
 */
export const GUARD_STAGES = [
  "preflight",
  "input",
  "ingest",
  "retrieval",
  "prompt",
  "tool-call",
  "tool-result",
  "output",
  "stream",
  "memory-write",
] as const;

export type GuardStage = (typeof GUARD_STAGES)[number];

/** The origin of a guarded text: the caller, a document or tool by its name, a language model, or Lydian itself. */
export type GuardOrigin = "user" | "model" | "system" | `document:${string}` | `tool:${string}`;

/** Whether a text may command a language model. */
export type GuardTrust = "trusted" | "untrusted";

/** Actions, the least severe first. */
export const GUARD_ACTIONS = ["allow", "redact", "quarantine", "review", "block"] as const;

export type GuardAction = (typeof GUARD_ACTIONS)[number];

/** A text for a guard to check. */
export interface GuardRequest {
  readonly stage: GuardStage;
  readonly text: string;
  readonly origin: GuardOrigin;
  /** Default: only texts of the origin `system` are trusted, since anyone may have written the others. */
  readonly trust?: GuardTrust;
  /** Whether all guards run, even after one has blocked the text. Default: false. */
  readonly runAll?: boolean;
  /** Its evidence and prompt; absent if the text stands alone. */
  readonly context?: GuardContext;
}

/** Causes of a text. A guard that needs an absent part throws, so its verdict is `unmeasured`. */
export interface GuardContext {
  /** Question or task of the caller. */
  readonly question?: string;
  /** Texts of the passages that were given to the model or are cited. Anyone may have written them. */
  readonly evidence?: readonly string[];
  /** Certainty that the evidence answers the question, from 0 to 1. */
  readonly evidenceScore?: number;
  /** Instructions that the model received besides the passages. */
  readonly systemPrompt?: string;
  /** Secret words that were planted in the prompt, and must not occur in a text of the model. */
  readonly canaries?: readonly string[];
}

/** A part of a text that a guard found. */
export interface GuardSpan {
  /** Offset of its first UTF-16 code unit in the checked text. */
  readonly start: number;
  /** Offset after its last code unit. */
  readonly end: number;
  /** Kind of the finding, such as `EMAIL` or `role-spoofing`. */
  readonly type: string;
  /** Name of the rule or model that found it. Never a part of the text. */
  readonly evidence: string;
  /** Certainty of this place, from 0 to 1. Absent: that of the whole text. */
  readonly score?: number;
}

/** The verdict of one guard. A guard that did not run to its end is `unmeasured`, never `pass` or `fail`. */
export interface GuardVerdict {
  readonly guard: string;
  /** Version of the guard's rules and weights. */
  readonly version: string;
  readonly verdict: "pass" | "fail" | "unmeasured";
  /** Action that the policy demands for this verdict. */
  readonly action: GuardAction;
  /**
   * Certainty that the text violates the rule, from 0 to 1: the highest of the places that count, or else that of the
   * whole text. 0 if nothing was measured.
   */
  readonly score: number;
  /** Lowest score that fails. */
  readonly threshold: number;
  /** Places that fail the rule: of its types, and with at least the threshold. */
  readonly spans: readonly GuardSpan[];
  readonly durationMs: number;
  /**
   * Answer of the judge about an uncertain score. Or why it was not asked, so that the score decided: no language
   * model is set, or the text is too long for the judge.
   */
  readonly judge?: "yes" | "no" | "no-model" | "too-long";
  /** Why nothing was measured. Never a part of the text. */
  readonly error?: string;
  /** Places where the writer of the text finds help. Set by a guard that found a person in need. */
  readonly help?: string;
}

/** Decision on what may be done with a checked text. */
export interface GuardDecision {
  /** Strictest action of all verdicts; `allow` for every verdict of a stage in shadow mode. */
  readonly action: GuardAction;
  /** The text to use: redacted if the action is `redact`, otherwise unchanged. */
  readonly text: string;
  /** One sentence for the user. Never a part of the text. */
  readonly why: string;
  /** Id of the guard with the strictest verdict; absent if none ran, or every one passed the text. */
  readonly decidedBy?: string;
  /** Verdicts in the order in which the guards ran. Empty if the policy sets no guard for the stage. */
  readonly verdicts: readonly GuardVerdict[];
  /**
   * Places where the writer of the text finds help. They must be shown whatever the action is; absent in shadow mode.
   */
  readonly help?: string;
  /** The policy that decided. */
  readonly policy: GuardPolicyId;
}

/** Identifies a policy: its name and a fingerprint of its content. */
export interface GuardPolicyId {
  readonly name: string;
  readonly version: string;
}

/** Checks texts under a policy. Every text passes it at every stage; a policy may be empty. */
export interface GuardEngine {
  /**
   * Returns the policy that decides.
   *
   * @throws {InvalidSettingsError} if its file is not valid, or names an unknown guard; so do the other calls
   */
  policy(): Promise<GuardPolicyId>;
  /** Returns whether the policy sets a guard for a stage. If not, every text may pass unread. */
  hasChecks(stage: GuardStage): Promise<boolean>;
  check(request: GuardRequest, signal: AbortSignal): Promise<GuardDecision>;
}
