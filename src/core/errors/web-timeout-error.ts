import { LydianError } from "./lydian-error.ts";

/** A page was not there within the set time. */
export class WebTimeoutError extends LydianError {
  readonly code = "web-timeout";
}
