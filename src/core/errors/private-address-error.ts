import { LydianError } from "./lydian-error.ts";

/** An address of the web leads into a private network, or to this machine. */
export class PrivateAddressError extends LydianError {
  readonly code = "private-address";
}
