import type { Claim, Location, Span, Warning } from "../../core/index.ts";
import { defined, everything, InvalidArgumentError } from "../../core/index.ts";
import type { PassageVerdict } from "../../engine/verify/index.ts";
import { openVerifier } from "../answer/open-verifier.ts";
import { collectionOf, requireStore, signalOf } from "../call/call-context.ts";
import type { SearchContext } from "../search/open-search.ts";
import type { SearchOptions } from "../search/search-collection.ts";
import { searchSentence } from "../search/search-collection.ts";

/** Options of a claim check. */
export interface CheckClaimOptions
  extends Pick<SearchOptions, "collection" | "signal" | "onEvent" | "scope" | "mode" | "where"> {
  /** Number of nearest passages that are compared, from 1 to 20. Default: 5. */
  readonly passages?: number;
}

/** Passage that was compared with a claim. */
export interface ClaimEvidence extends Pick<Claim, "verdict" | "why" | "decidedBy"> {
  readonly documentId: string;
  readonly title: string;
  readonly uri: string;
  /** Content hash of the version that was read. */
  readonly contentHash: string;
  readonly headingPath: readonly string[];
  /** Quotes in ascending order. Each equals the document's text at its span, to the byte. */
  readonly quotes: readonly { readonly span: Span; readonly quote: string; readonly location?: Location }[];
}

/** Result of checking a sentence against a collection. */
export interface ClaimReport extends Pick<Claim, "verdict" | "why" | "decidedBy"> {
  readonly claim: string;
  readonly collection: string;
  /**
   * Passages that support the claim, then those that contradict it, then the nearest others. In each group the best is
   * first.
   */
  readonly evidence: readonly ClaimEvidence[];
  readonly warnings: readonly Warning[];
}

const MAX_CHARACTERS = 2_000;
const MAX_PASSAGES = 20;

export async function checkClaim(
  context: SearchContext,
  claim: string,
  { passages = 5, ...options }: CheckClaimOptions = {},
): Promise<ClaimReport> {
  check(claim, passages);
  const { scope = everything } = options;
  const signal = signalOf(options);
  const collection = collectionOf(context, options);
  const { hits, warnings } = await searchSentence(context, claim, { ...options, limit: passages, rerank: false });
  const { store } = await requireStore(context, collection);
  const { verifyByPassages } = await import("../../engine/verify/index.ts");
  const readDocument = (document: string) => store.readDocument({ collection, scope, document }, signal);
  const services = { ...(await openVerifier(context)), readDocument };
  const verdicts = await verifyByPassages(services, { claim, hits }, signal);
  const [first] = verdicts;
  const { verdict, why, decidedBy } = first ?? nothingFound;
  return defined({ claim, collection, verdict, why, evidence: verdicts.map(toEvidence), warnings, decidedBy });
}

const nothingFound = {
  verdict: "not-enough-evidence",
  why: "No passage about it was found.",
  decidedBy: "evidence",
} as const;

function check(claim: string, passages: number): void {
  if (claim.trim() === "")
    throw new InvalidArgumentError("The claim is empty.", { hint: "Give one sentence that states something." });
  if (claim.length > MAX_CHARACTERS)
    throw new InvalidArgumentError(`The claim has ${claim.length} characters; the maximum is ${MAX_CHARACTERS}.`, {
      hint: "Check it sentence by sentence.",
    });
  if (Number.isInteger(passages) && passages >= 1 && passages <= MAX_PASSAGES) return;
  throw new InvalidArgumentError(`"passages" must be a whole number from 1 to ${MAX_PASSAGES}, not ${passages}.`);
}

function toEvidence({ hit, verdict, why, decidedBy, contentHash, quotes }: PassageVerdict): ClaimEvidence {
  const { documentId, title, uri, headingPath } = hit;
  const decided = decidedBy === undefined ? {} : { decidedBy };
  return { verdict, why, ...decided, documentId, title, uri, contentHash, headingPath, quotes };
}
