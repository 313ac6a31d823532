import { LydianError } from "./lydian-error.ts";

/** The store was written by a version that this one can not read. */
export class StoreVersionError extends LydianError {
  readonly code = "store-version";
}
