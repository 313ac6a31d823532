import { LydianError } from "./lydian-error.ts";

/** An export has a format version that is not known here. */
export class ExportVersionError extends LydianError {
  readonly code = "export-version";
}
