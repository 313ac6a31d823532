import type { GuardOrigin, GuardStage, Warning } from "../../core/index.ts";
import type { PlacedHit } from "./place-hits.ts";
import type { SearchServices } from "./search-request.ts";

type GuardServices = Pick<SearchServices, "guard" | "emit">;

/** The text to go on with; absent where the guard lets nothing pass. */
interface Guarded {
  readonly text?: string;
  readonly why: string;
}

/** @returns the query to search for, or the warning that it may not be searched for */
export async function guardQuery(
  services: GuardServices,
  query: string,
  signal: AbortSignal,
): Promise<{ readonly query?: string; readonly warnings: readonly Warning[] }> {
  const { text, why } = await guardText(services, { stage: "question", text: query, origin: "user" }, signal);
  if (text !== undefined) return { query: text, warnings: [] };
  return { warnings: [{ code: "guard-blocked", message: `The guard stopped the query: ${why}` }] };
}

/** Leaves out the hits that the guard stops, with a warning each; what it redacts has the redacted text. */
export async function guardHits(
  services: GuardServices,
  hits: readonly PlacedHit[],
  signal: AbortSignal,
): Promise<{ readonly hits: readonly PlacedHit[]; readonly warnings: readonly Warning[] }> {
  const passed: PlacedHit[] = [];
  const warnings: Warning[] = [];
  for (const hit of hits) {
    const { text, why } = await guardText(services, { stage: "passage", text: hit.text, origin: "document" }, signal);
    if (text !== undefined) passed.push(text === hit.text ? hit : { ...hit, text });
    else
      warnings.push({ code: "guard-blocked", message: `The guard stopped a hit: ${why}`, documentId: hit.documentId });
  }
  return { hits: passed, warnings };
}

async function guardText(
  { guard, emit }: GuardServices,
  { stage, text, origin }: { readonly stage: GuardStage; readonly text: string; readonly origin: GuardOrigin },
  signal: AbortSignal,
): Promise<Guarded> {
  const { verdict, action, why, text: redacted } = await guard.check(stage, text, origin, signal);
  emit({ type: "guarded", stage, verdict, action });
  if (action === "allow") return { text, why };
  return action === "redact" && redacted !== undefined ? { text: redacted, why } : { why };
}
