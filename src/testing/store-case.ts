import type { Store } from "../core/index.ts";

/** A rule of the `Store` port, checked on an empty store. */
export interface StoreCase {
  readonly name: string;
  check(store: Store): Promise<void>;
}
