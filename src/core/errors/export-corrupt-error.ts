import { LydianError } from "./lydian-error.ts";

/** A file is no export, or was cut off or changed since it was written. */
export class ExportCorruptError extends LydianError {
  readonly code = "export-corrupt";
}
