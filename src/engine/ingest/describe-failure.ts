import { type AddOutcome, defined, LydianError, type SourceProblem } from "../../core/index.ts";

export type FailedOutcome = AddOutcome & { readonly outcome: "failed" };

/**
 * Describes a file's failure as its outcome. Of an unknown error only the kind is named: its message may quote the
 * file.
 */
export function describeFailure(uri: string, error: unknown): FailedOutcome {
  if (error instanceof LydianError) {
    const { code, message, hint } = error;
    return defined({ uri, outcome: "failed", code, message, hint });
  }
  const kind = error instanceof Error ? error.name : typeof error;
  return {
    uri,
    outcome: "failed",
    code: "load-failed",
    message: `The file could not be added: an unexpected ${kind} stopped it.`,
    hint: "Please report this with the kind of the file and the version that `lydian --version` prints.",
  };
}

/** Returns the kind of an unexpected error and its stack. The message is left out, since it may quote the file. */
export function readStack(error: unknown): string | undefined {
  if (error instanceof LydianError || !(error instanceof Error)) return undefined;
  const lines = (error.stack ?? "").replace(error.message, "").split("\n");
  return [error.name, ...lines.filter((line) => line.startsWith("    at "))].join("\n");
}

/** Converts a problem of a listing to a failed outcome for `uri`, without the fields that only serve to plan a sync. */
export function describeProblem(uri: string, { code, message, hint }: SourceProblem): FailedOutcome {
  return defined({ uri, outcome: "failed", code, message, hint });
}
