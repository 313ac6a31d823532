import type { SearchContext } from "./search/open-search.ts";

/** The functions behind some calls: each takes the context of its call before the caller's arguments. */
export type CallFunctions<Calls> = {
  readonly [Name in keyof Calls]: Calls[Name] extends (...args: infer Args) => infer Result
    ? (context: SearchContext, ...args: Args) => Result
    : never;
};

/** A group of calls. Its code is loaded by the first of them. */
export interface CallGroup<Calls> {
  load(): Promise<CallFunctions<Calls>>;
  /** Names of the calls, which are known before their code is loaded. */
  readonly names: readonly (keyof Calls & string)[];
}
