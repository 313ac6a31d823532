import { LydianError } from "./lydian-error.ts";

/** A data set for an evaluation or a bench is not there. */
export class DataMissingError extends LydianError {
  readonly code = "data-missing";
}
