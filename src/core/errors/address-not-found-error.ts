import { LydianError } from "./lydian-error.ts";

/** The server has nothing at the address that was called. */
export class AddressNotFoundError extends LydianError {
  readonly code = "address-not-found";
}
