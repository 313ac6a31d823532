import { type ErrorDetails, LydianError } from "./lydian-error.ts";

/** A site answered with a status other than success. */
export class HttpStatusError extends LydianError {
  readonly code = "http-status";
  readonly status: number;

  constructor(status: number, message: string, details: ErrorDetails = {}) {
    super(message, details);
    this.status = status;
  }
}

/** A page did not arrive within the time limit. */
export class WebTimeoutError extends LydianError {
  readonly code = "web-timeout";
}

/** A site did not answer: its name is unknown, or it refused or dropped the connection. */
export class WebUnreachableError extends LydianError {
  readonly code = "web-unreachable";
}

/** A web address leads to a private network or to this machine. */
export class PrivateAddressError extends LydianError {
  readonly code = "private-address";
}

/** A page redirects in a circle, too often, or away from an encrypted connection. */
export class RedirectRefusedError extends LydianError {
  readonly code = "redirect-refused";
}

/** A site asks programs not to read or index a page, in robots.txt, the page or a header. */
export class RobotsDisallowedError extends LydianError {
  readonly code = "robots-disallowed";
}

/** A site fails to serve robots.txt, so its rules are unknown. */
export class RobotsUnreachableError extends LydianError {
  readonly code = "robots-unreachable";
}
