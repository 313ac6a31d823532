import { createHmac } from "node:crypto";

const MAX_DAYS = 364;

/** Returns the number of days, from −364 to −1, by which the dates of a seed move. */
export function dateOffset(seed: string): number {
  return -1 - (createHmac("sha256", seed).update("date offset").digest().readUInt32BE() % MAX_DAYS);
}
