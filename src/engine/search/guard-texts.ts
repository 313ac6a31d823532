import {
  checkText,
  type GuardRequest,
  type GuardServices,
  QueryTooComplexError,
  type Warning,
  warnWithHelp,
} from "../../core/index.ts";
import type { PlacedHit } from "./place-hits.ts";
import type { SearchRun } from "./search-run.ts";

/** The guard's decision. */
interface GuardOutcome {
  /** The text to use; undefined if the guard stopped it. */
  readonly text: string | undefined;
  readonly why: string;
  /** Places where the writer of the text finds help. */
  readonly warnings: readonly Warning[];
}

/** The query as the guard let it pass. */
interface GuardedQuery {
  /** Query to search; absent if the guard stopped it. The warning then says why. */
  readonly query?: string;
  readonly warnings: readonly Warning[];
}

/** A hit that passed the guard. */
export interface GuardedHit {
  readonly hit: PlacedHit;
  readonly isRedacted: boolean;
}

interface GuardedHits {
  readonly hits: readonly GuardedHit[];
  readonly warnings: readonly Warning[];
  /** Whether the work that the request may take ended before all hits were checked. */
  readonly isCut: boolean;
}

/** Asks the guard whether the query may be searched. */
export async function guardQuery(services: GuardServices, query: string, signal: AbortSignal): Promise<GuardedQuery> {
  const { text, why, warnings } = await guardText(services, { stage: "input", text: query, origin: "user" }, signal);
  if (text !== undefined) return { query: text, warnings };
  return { warnings: [...warnings, { code: "guard-blocked", message: `The guard stopped the query: ${why}` }] };
}

/**
 * Drops the hits that the guard stops, with a warning for each; a redacted hit has the redacted text. Hits that the work left does not
 * allow to check are dropped too.
 */
export async function guardHits(
  { services, signal }: Pick<SearchRun, "services" | "signal">,
  hits: readonly PlacedHit[],
): Promise<GuardedHits> {
  const passed: GuardedHit[] = [];
  const warnings: Warning[] = [];
  for (const hit of hits) {
    const { documentId } = hit;
    const request = { stage: "retrieval", text: hit.text, origin: `document:${documentId}` } as const;
    const outcome = await guardText(services, request, signal).catch(undefinedIfTooComplex);
    if (outcome === undefined) return { hits: passed, warnings, isCut: true };
    const { text, why } = outcome;
    if (text === undefined)
      warnings.push({ code: "guard-blocked", message: `The guard stopped a hit: ${why}`, documentId });
    else passed.push({ hit: { ...hit, text }, isRedacted: text !== hit.text });
  }
  return { hits: passed, warnings, isCut: false };
}

function undefinedIfTooComplex(error: unknown): undefined {
  if (!(error instanceof QueryTooComplexError)) throw error;
}

async function guardText(services: GuardServices, request: GuardRequest, signal: AbortSignal): Promise<GuardOutcome> {
  const decision = await checkText(services, request, signal);
  const { action, why, text } = decision;
  const warnings = warnWithHelp(decision);
  return { text: action === "allow" || action === "redact" ? text : undefined, why, warnings };
}
