/** Number of chunks in a batch. A stop loses two batches at most: one is cached while the next is computed. */
export const BATCH_CHUNKS = 32;
