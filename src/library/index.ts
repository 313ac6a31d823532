export { createLydian } from "./create-lydian.ts";
export type { LibrarySettings, LydianParts, ReadingHalf } from "./lydian-parts.ts";
export { rememberQueries } from "./remember-queries.ts";
