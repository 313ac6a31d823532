import type { Warning } from "../../core/index.ts";
import type { CallContext } from "../call/call-context.ts";
import type { Circumstances } from "./calibration-basis.ts";

/** The confidence below which a question goes unanswered. */
export interface OpenedThreshold {
  /**
   * Minimum confidence of a shown answer. Absent for the answerer's own threshold; `Infinity` if no confidence is
   * enough.
   */
  readonly threshold?: number;
  /** Threshold that is saved with the answer; absent for `Infinity`, which JSON cannot store. */
  readonly savedThreshold?: number;
  readonly warnings: readonly Warning[];
}

/** Opens the threshold of a collection. A missing collection has none, and the search reports it. */
export async function openThreshold(
  context: CallContext,
  name: string,
  circumstances: Omit<Circumstances, "collection">,
  signal: AbortSignal,
): Promise<OpenedThreshold> {
  const collection = await (await context.parts.read())?.store.collection(name, signal);
  if (collection === undefined) return { warnings: [] };
  const { calibratedThreshold } = await import("./calibrated-threshold.ts");
  const { threshold, warnings } = await calibratedThreshold(context, { ...circumstances, collection }, signal);
  if (threshold === undefined) return { warnings };
  return threshold > 1 ? { threshold, warnings } : { threshold, savedThreshold: threshold, warnings };
}
