import { LydianError } from "./lydian-error.ts";

/** The store can not be opened, read or written: permission, a full disk, not a database. */
export class StoreUnavailableError extends LydianError {
  readonly code = "store-unavailable";
}
