import { LydianError } from "./lydian-error.ts";

/** A container is nested too deep, or holds more members or bytes than are read of one source. */
export class ContainerLimitError extends LydianError {
  readonly code = "container-limit";
}
