import type { AddOutcome } from "../../core/index.ts";
import { LydianError } from "../../core/index.ts";

/** A file's failure as its outcome. Of an unknown error only the kind is told, since its message may quote the file. */
export function describeFailure(uri: string, error: unknown): AddOutcome & { readonly outcome: "failed" } {
  if (error instanceof LydianError) {
    const { code, message, hint } = error;
    return { uri, outcome: "failed", code, message, ...(hint === undefined ? {} : { hint }) };
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
