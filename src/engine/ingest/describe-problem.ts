import type { AddOutcome, SourceProblem } from "../../core/index.ts";

/** A source's problem as the outcome of the place `uri`: what it says for the plan of a sync is left out. */
export function describeProblem(
  uri: string,
  { code, message, hint }: SourceProblem,
): AddOutcome & { readonly outcome: "failed" } {
  return { uri, outcome: "failed", code, message, ...(hint === undefined ? {} : { hint }) };
}
