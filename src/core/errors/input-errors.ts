import { type ErrorDetails, LydianError } from "./lydian-error.ts";

interface InvalidArgumentOptions extends ErrorDetails {
  /** Path of the argument as the caller writes it, such as `messages.0.content`. */
  readonly argument?: string;
}

/** An argument that is out of bounds. */
export class InvalidArgumentError extends LydianError {
  readonly code = "invalid-argument";
  /** Path of the argument as the caller writes it; undefined where no single argument is at fault. */
  readonly argument: string | undefined;

  constructor(message: string, { argument, ...details }: InvalidArgumentOptions = {}) {
    super(message, details);
    this.argument = argument;
  }
}

/** A malformed file of a data set. The message names the file and the line. */
export class InvalidDataError extends LydianError {
  readonly code = "invalid-data";
}

/** A missing file of a data set or a run, for an evaluation or a benchmark. */
export class DataMissingError extends LydianError {
  readonly code = "data-missing";
}

/** A filter that cannot be parsed. The message points at the place. */
export class InvalidFilterError extends LydianError {
  readonly code = "invalid-filter";
}

/** A query that would take more work than a request may take. */
export class QueryTooComplexError extends LydianError {
  readonly code = "query-too-complex";
}

/** A rule for reading metadata from paths that cannot be parsed. */
export class InvalidMetadataRuleError extends LydianError {
  readonly code = "invalid-metadata-rule";
}

/** A setting that is unknown, of the wrong type or out of bounds. */
export class InvalidSettingsError extends LydianError {
  readonly code = "invalid-settings";
}
