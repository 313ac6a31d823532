import { LydianError } from "./lydian-error.ts";

/** A loader went over its time or memory and was stopped. */
export class LoaderLimitError extends LydianError {
  readonly code = "loader-limit";
}
