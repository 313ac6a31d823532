import type { Urgency } from "../../core/index.ts";

/** What is taken of a model's outputs: one vector of a text, or what a cross-encoder says of a pair. */
export type SessionTask =
  | { readonly kind: "embed"; readonly pooling: "cls" | "mean" }
  | { readonly kind: "rerank" }
  | { readonly kind: "entail" };

/** What a session's thread is started with. */
export interface SessionSettings {
  readonly modelPath: string;
  /** Of ONNX Runtime, within one run. */
  readonly threads: number;
  readonly task: SessionTask;
  /** Compared before the session opens: absolute path to SHA-256. */
  readonly sha256: Readonly<Record<string, string>>;
}

/** One unpadded input. */
export interface SessionInput {
  readonly tokenIds: readonly number[];
  /** Of a pair: 0 for the tokens of the first text, mostly 1 for those of the second. Absent: all 0. */
  readonly typeIds?: readonly number[];
}

export interface SessionRun extends SessionInput {
  readonly kind: "run";
  readonly id: number;
  /** What is needed now is run before what came earlier and is needed later. */
  readonly urgency: Urgency;
}

export type SessionRequest = SessionRun | { readonly kind: "close" };

/**
 * `outputs` of `embed`: the pooled vector. Of `rerank`: the relevance as one number; then, if the model points at
 * answers, two numbers a token, as a start and as an end. Of `entail`: one number a label.
 */
export type SessionReply =
  | { readonly kind: "done"; readonly id: number; readonly outputs: readonly Float32Array[] }
  | { readonly kind: "run-failed"; readonly id: number; readonly reason: string }
  /** These two end the thread: the session could not be opened. */
  | { readonly kind: "failed"; readonly reason: string }
  | { readonly kind: "differs"; readonly path: string };
