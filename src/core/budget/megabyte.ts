/** Bytes in a megabyte, for every setting, limit and message in megabytes. */
export const MEGABYTE_BYTES = 1_048_576;
