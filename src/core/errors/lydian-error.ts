/**
 * What the caller did not expect. One class, one file, one code for each kind; the message is a sentence with the
 * numbers, `hint` is the cure. Never document text, prompts or keys in a message.
 */
export abstract class LydianError extends Error {
  abstract readonly code: string;
  readonly hint: string | undefined;

  constructor(message: string, options: { readonly hint?: string; readonly cause?: unknown } = {}) {
    super(message, "cause" in options ? { cause: options.cause } : undefined);
    this.name = new.target.name;
    this.hint = options.hint;
  }
}
