import { LydianError } from "./lydian-error.ts";

/** A setting is unknown, of the wrong type, or out of bounds. */
export class InvalidSettingsError extends LydianError {
  readonly code = "invalid-settings";
}
