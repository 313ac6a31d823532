import type { Urgency } from "../../core/index.ts";

/** Task of a session, which decides the outputs to return: a vector of a text, or the logits of a pair or a text. */
export type SessionTask =
  | { readonly kind: "embed"; readonly pooling: "cls" | "mean" }
  | { readonly kind: "rerank" }
  | { readonly kind: "entail" }
  | { readonly kind: "classify" };

/** Data with which a session's thread is started. */
export interface SessionSettings {
  readonly modelPath: string;
  /** Number of threads that ONNX Runtime uses within one run. */
  readonly threads: number;
  readonly task: SessionTask;
  /** SHA-256 by absolute path. Each file is compared before the session opens. */
  readonly sha256: Readonly<Record<string, string>>;
}

/** Input of one run, without padding. */
export interface SessionInput {
  readonly tokenIds: readonly number[];
  /** Type of each token in a pair: 0 for the first text, usually 1 for the second. Default: all 0. */
  readonly typeIds?: readonly number[];
}

export interface SessionRun extends SessionInput {
  readonly kind: "run";
  readonly id: number;
  /** Runs needed `now` precede all runs needed `later`. */
  readonly urgency: Urgency;
}

export type SessionRequest = SessionRun | { readonly kind: "close" };

/**
 * Reply of a session's thread. Its `outputs` depend on the task:
 *
 * - `embed`: the pooled vector.
 * - `rerank`: the relevance. If the model finds answers, a second array has two numbers for each token: start and end.
 * - `entail`, `classify`: one number for each label.
 */
export type SessionReply =
  | { readonly kind: "done"; readonly id: number; readonly outputs: readonly Float32Array[] }
  | { readonly kind: "run-failed"; readonly id: number; readonly reason: string }
  /** The next two end the thread: the session could not be opened. */
  | { readonly kind: "failed"; readonly reason: string }
  | { readonly kind: "differs"; readonly path: string };
