/** Details of an error besides its message. */
export interface ErrorDetails {
  /** Sentence that says what to do next. */
  readonly hint?: string;
  readonly cause?: unknown;
}

/**
 * Base class of the errors that Lydian throws. Each code has its own class; the classes of an area share a file.
 *
 * The message is a sentence with the numbers. It never contains document text, a prompt or a key.
 */
export abstract class LydianError extends Error {
  abstract readonly code: string;
  readonly hint: string | undefined;

  constructor(message: string, details: ErrorDetails = {}) {
    super(message, "cause" in details ? { cause: details.cause } : undefined);
    this.name = new.target.name;
    this.hint = details.hint;
  }
}
