import { LydianError } from "./lydian-error.ts";

/** A rule that should read metadata from paths can not be read itself. */
export class InvalidMetadataRuleError extends LydianError {
  readonly code = "invalid-metadata-rule";
}
