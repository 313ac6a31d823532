import type { Writer } from "../../core/index.ts";
import type { CarriedError } from "./carried-error.ts";

type WriterMethod = keyof Writer;

/** What a method takes before its signal, which can not cross the thread. */
type ArgumentsOf<Method extends WriterMethod> =
  Parameters<Writer[Method]> extends [...infer Before, AbortSignal] ? Before : never;

/** One call of the writer. */
export type Call = {
  [Method in WriterMethod]: { readonly method: Method; readonly arguments: ArgumentsOf<Method> };
}[WriterMethod];

/** From the caller to the thread. Calls are answered one after the other, in the order asked for. */
export type Request =
  | { readonly kind: "call"; readonly id: number; readonly call: Call }
  | { readonly kind: "abort"; readonly id: number }
  | { readonly kind: "close" };

/** From the thread to the caller. An aborted call says so, and the caller knows the reason. */
export type Reply =
  | { readonly kind: "done"; readonly id: number; readonly value: unknown }
  | { readonly kind: "aborted"; readonly id: number }
  | { readonly kind: "failed"; readonly id: number; readonly error: CarriedError };
