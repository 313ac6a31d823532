import type { CarriedError, Writer } from "../../core/index.ts";
import type { PackedCommit } from "./pack-commit.ts";
import type { PackedVectors } from "./pack-vectors.ts";

type WriterMethod = keyof Writer;

/** Arguments of a method without its signal, which cannot cross a thread. */
type ArgumentsOf<Method extends WriterMethod> =
  Parameters<Writer[Method]> extends [...infer Before, AbortSignal] ? Before : never;

/** Methods whose arguments are sent as they are. */
type PlainMethod = Exclude<WriterMethod, "commit" | "attachVectors">;

/** One call of the writer. */
export type Call =
  | { readonly method: "commit"; readonly arguments: readonly [PackedCommit] }
  | { readonly method: "attachVectors"; readonly arguments: readonly [PackedVectors] }
  | { [Method in PlainMethod]: { readonly method: Method; readonly arguments: ArgumentsOf<Method> } }[PlainMethod];

/** Message from the caller to the thread. Calls are served one after the other, in order. */
export type Request =
  | { readonly kind: "call"; readonly id: number; readonly call: Call }
  | { readonly kind: "abort"; readonly id: number }
  | { readonly kind: "close" };

/** Message from the thread to the caller. The caller of an aborted call already has the reason. */
export type Reply =
  | { readonly kind: "done"; readonly id: number; readonly value: unknown }
  | { readonly kind: "aborted"; readonly id: number }
  | { readonly kind: "failed"; readonly id: number; readonly error: CarriedError };
