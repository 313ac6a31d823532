import type { Warning } from "../../core/index.ts";
import type { CallContext } from "../call-context.ts";
import type { Circumstances } from "./calibration-basis.ts";

/** From which confidence on an answer is shown. */
export interface OpenedThreshold {
  /** As the story takes it: absent for the answerer's own, infinite where no confidence is enough. */
  readonly asked: { readonly threshold?: number };
  /** As a record keeps it: one that no confidence reaches is no number that it could hold. */
  readonly kept: { readonly threshold?: number };
  readonly warnings: readonly Warning[];
}

/** Of a collection that is not there nothing is known; the search tells of it. */
export async function openThreshold(
  context: CallContext,
  { collection: name, ...asked }: Omit<Circumstances, "collection"> & { readonly collection: string },
  signal: AbortSignal,
): Promise<OpenedThreshold> {
  const collection = await (await context.parts.read())?.store.collection(name, signal);
  if (collection === undefined) return { asked: {}, kept: {}, warnings: [] };
  const { calibratedThreshold } = await import("./calibrated-threshold.ts");
  const { threshold, warnings } = await calibratedThreshold(context, { ...asked, collection }, signal);
  if (threshold === undefined) return { asked: {}, kept: {}, warnings };
  return { asked: { threshold }, kept: threshold > 1 ? {} : { threshold }, warnings };
}
