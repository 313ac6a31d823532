import { LydianError } from "./lydian-error.ts";

/** A page leads on to where Lydian does not follow: in a circle, too often, or away from an encrypted connection. */
export class RedirectRefusedError extends LydianError {
  readonly code = "redirect-refused";
}
