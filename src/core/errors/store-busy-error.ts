import { LydianError } from "./lydian-error.ts";

/** Another process holds the write lock. */
export class StoreBusyError extends LydianError {
  readonly code = "store-busy";
}
