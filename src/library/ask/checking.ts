import type { Claim, Location, Span, Warning } from "../../core/index.ts";
import type { SearchOptions } from "../search/searching.ts";

/** How a claim is checked. */
export interface CheckClaimOptions
  extends Pick<SearchOptions, "collection" | "signal" | "onEvent" | "scope" | "mode" | "where"> {
  /** How many of the nearest passages are laid beside it; from 1 to 20, default 5. */
  readonly passages?: number;
}

/** A place that speaks for a claim, or against it. */
export interface ClaimEvidence extends Pick<Claim, "verdict" | "why" | "decidedBy"> {
  readonly documentId: string;
  readonly title: string;
  readonly uri: string;
  /** Of the version that was read. */
  readonly contentHash: string;
  readonly headingPath: readonly string[];
  /** Ascending; each equals the document's text at its span, to the byte. */
  readonly quotes: readonly { readonly span: Span; readonly quote: string; readonly location?: Location }[];
}

/** Whether a collection says what a sentence says. */
export interface ClaimReport extends Pick<Claim, "verdict" | "why" | "decidedBy"> {
  readonly claim: string;
  readonly collection: string;
  /** What supports it, what contradicts it, then the nearest of the rest; in each group the best passage first. */
  readonly evidence: readonly ClaimEvidence[];
  readonly warnings: readonly Warning[];
}

export interface ClaimCalls {
  /**
   * Searches for a sentence, whoever wrote it, and verifies it against each of the nearest passages. It is supported where one of
   * them supports it, also where another contradicts it: then `evidence` has both. What the collection does not say is
   * `not-enough-evidence`, never wrong.
   *
   * @throws {InvalidArgumentError} if it is empty, or longer than 2,000 characters
   */
  checkClaim(claim: string, options?: CheckClaimOptions): Promise<ClaimReport>;
}
