export { createLydian } from "./create-lydian.ts";
export { joinSources } from "./join-sources.ts";
export type { KeepingParts, LibrarySettings, LydianParts, ReadingHalf } from "./lydian-parts.ts";
export { rememberQueries } from "./search/remember-queries.ts";
