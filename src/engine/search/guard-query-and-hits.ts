import {
  checkText,
  type GuardServices,
  mayPass,
  QueryTooComplexError,
  type Warning,
  warnWithHelp,
} from "../../core/index.ts";
import type { PlacedHit } from "./place-hits.ts";
import type { SearchRun } from "./search-run.ts";

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
  const decision = await checkText(services, { stage: "input", text: query, origin: "user" }, signal);
  const warnings = warnWithHelp(decision);
  if (mayPass(decision)) return { query: decision.text, warnings };
  const message = `The guard stopped the query: ${decision.why}`;
  return { warnings: [...warnings, { code: "guard-blocked", message }] };
}

/**
 * Drops the hits that the guard stops, with a warning for each; a redacted hit has the redacted text. Hits that the
 * work left does not allow to check are dropped too.
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
    const decision = await checkText(services, request, signal).catch(undefinedIfTooComplex);
    if (decision === undefined) return { hits: passed, warnings, isCut: true };
    const { text, why } = decision;
    if (mayPass(decision)) passed.push({ hit: { ...hit, text }, isRedacted: text !== hit.text });
    else warnings.push({ code: "guard-blocked", message: `The guard stopped a hit: ${why}`, documentId });
  }
  return { hits: passed, warnings, isCut: false };
}

function undefinedIfTooComplex(error: unknown): undefined {
  if (!(error instanceof QueryTooComplexError)) throw error;
}
