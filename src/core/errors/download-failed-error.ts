import { LydianError } from "./lydian-error.ts";

/** A model's file can not be fetched: its address is refused, or the server does not give it, or not to its end. */
export class DownloadFailedError extends LydianError {
  readonly code = "download-failed";
}
