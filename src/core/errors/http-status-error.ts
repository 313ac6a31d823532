import { LydianError } from "./lydian-error.ts";

/** A site answered with a status other than success. */
export class HttpStatusError extends LydianError {
  readonly code = "http-status";
  readonly status: number;

  constructor(status: number, message: string, options: { readonly hint?: string } = {}) {
    super(message, options);
    this.status = status;
  }
}
