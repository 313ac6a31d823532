/** What a session's thread is started with. */
export interface SessionSettings {
  readonly modelPath: string;
  /** Of ONNX Runtime, within one run. */
  readonly threads: number;
  readonly pooling: "cls" | "mean";
  /** Compared before the session opens: absolute path to SHA-256. */
  readonly sha256: Readonly<Record<string, string>>;
}

export type SessionRequest =
  | { readonly kind: "embed"; readonly id: number; readonly tokenIds: readonly number[] }
  | { readonly kind: "close" };

/** `failed` and `differs` end the thread: the session could not be opened. */
export type SessionReply =
  | { readonly kind: "vector"; readonly id: number; readonly vector: Float32Array }
  | { readonly kind: "run-failed"; readonly id: number; readonly reason: string }
  | { readonly kind: "failed"; readonly reason: string }
  | { readonly kind: "differs"; readonly path: string };
