import { LydianError } from "./lydian-error.ts";

/** No answer from a site: its name is unknown, it takes no connection, or it breaks off. */
export class WebUnreachableError extends LydianError {
  readonly code = "web-unreachable";
}
