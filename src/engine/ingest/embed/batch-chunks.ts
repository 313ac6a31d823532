/** A stop loses at most two batches: each is being cached while the next one is computed. */
export const BATCH_CHUNKS = 32;
