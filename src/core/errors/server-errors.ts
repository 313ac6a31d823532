import { type ErrorDetails, LydianError } from "./lydian-error.ts";

/** The server has nothing at the requested address. */
export class AddressNotFoundError extends LydianError {
  readonly code = "address-not-found";
}

/** A request is larger than the server accepts. */
export class BodyTooLargeError extends LydianError {
  readonly code = "body-too-large";
}

/** The body of a request arrives more slowly than the server waits for. */
export class BodyTooSlowError extends LydianError {
  readonly code = "body-too-slow";
}

/** A call with the same idempotency key is still running. */
export class CallRunningError extends LydianError {
  readonly code = "call-running";
}

/** The server did not answer a call within the time limit. */
export class CallTimeoutError extends LydianError {
  readonly code = "call-timeout";
}

/** A caller exceeds its calls per minute or its concurrent calls. */
export class TooManyRequestsError extends LydianError {
  readonly code = "too-many-requests";
  /** Time after which the caller may retry. */
  readonly retryAfterSeconds: number;

  constructor(message: string, { retryAfterSeconds = 1, ...details }: ErrorDetails & RetryTime = {}) {
    super(message, details);
    this.retryAfterSeconds = retryAfterSeconds;
  }
}

interface RetryTime {
  /** Seconds, at least 1; default 1. */
  readonly retryAfterSeconds?: number;
}

/** A call came without a key that the server knows. */
export class KeyRequiredError extends LydianError {
  readonly code = "key-required";
}

/** No key has this id. */
export class KeyNotFoundError extends LydianError {
  readonly code = "key-not-found";
}

/** A caller lacks the permission, or called from a host or an origin that is not allowed. */
export class NotPermittedError extends LydianError {
  readonly code = "not-permitted";
}

/** No job has this id. */
export class JobNotFoundError extends LydianError {
  readonly code = "job-not-found";
}

/** A caller has stored as much of a kind as one caller may. */
export class QuotaExceededError extends LydianError {
  readonly code = "quota-exceeded";
}
