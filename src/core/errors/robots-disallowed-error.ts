import { LydianError } from "./lydian-error.ts";

/** A site asks not to read or index a page: by robots.txt, by the page's own mark, or by its header. */
export class RobotsDisallowedError extends LydianError {
  readonly code = "robots-disallowed";
}
