import type { CallContext } from "./call-context.ts";

/** The functions that carry out some calls: each takes the context of its call before the caller's arguments. */
export type CallFunctions<Calls, Context> = {
  readonly [Name in keyof Calls]: Calls[Name] extends (...args: infer Args) => infer Result
    ? (context: Context, ...args: Args) => Result
    : never;
};

/** A group of calls, which say what context they need. Its code is loaded by the first of them. */
export interface CallGroup<Calls, Context = CallContext> {
  load(): Promise<CallFunctions<Calls, Context>>;
  /** Names of the calls, which are known before their code is loaded. */
  readonly names: readonly (keyof Calls & string)[];
}
