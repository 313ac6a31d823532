import { LydianError } from "./lydian-error.ts";

/** An argument is out of its bounds. */
export class InvalidArgumentError extends LydianError {
  readonly code = "invalid-argument";
  /** Its path as the caller writes it, such as `messages.0.content`; undefined where it is no single one. */
  readonly argument: string | undefined;

  constructor(
    message: string,
    { argument, ...options }: ConstructorParameters<typeof LydianError>[1] & { readonly argument?: string } = {},
  ) {
    super(message, options);
    this.argument = argument;
  }
}
