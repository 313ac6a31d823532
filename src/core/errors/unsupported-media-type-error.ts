import { LydianError } from "./lydian-error.ts";

/** No loader reads this kind of file. */
export class UnsupportedMediaTypeError extends LydianError {
  readonly code = "unsupported-media-type";
}
