import { LydianError } from "./lydian-error.ts";

/** What a site asks of programs is not known now: its robots.txt fails. */
export class RobotsUnreachableError extends LydianError {
  readonly code = "robots-unreachable";
}
