import { LydianError } from "./lydian-error.ts";

/** A store that was found by walking up sets what only a trusted store may set. */
export class UntrustedStoreError extends LydianError {
  readonly code = "untrusted-store";
}
