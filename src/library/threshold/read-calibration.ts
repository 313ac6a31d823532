import type { Calibration } from "../../core/index.ts";
import type { CallContext } from "../call/call-context.ts";
import { fromKeptCalibration } from "./keep-calibration.ts";

/** Reads a collection's calibration; undefined if it was never calibrated. */
export async function readCalibration(
  { parts }: Pick<CallContext, "parts">,
  collection: string,
  signal: AbortSignal,
): Promise<Calibration | undefined> {
  const kept = await (await parts.state.read())?.readCalibration(collection, signal);
  return kept && fromKeptCalibration(kept);
}
