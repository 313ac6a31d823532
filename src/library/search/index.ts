export { createSearchOpener, openEmbedderIfThere, type SearchContext } from "./open-search.ts";
export { rememberQueries } from "./remember-queries.ts";
export { search } from "./search.ts";
export { createChunkingWarner } from "./warn-of-chunking.ts";
