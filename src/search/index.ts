export type { FusionMethod } from "./fuse/fuse.ts";
export { rememberDocuments } from "./remember-documents.ts";
export { search } from "./search.ts";
export {
  defaultSearchSettings,
  type SearchedStore,
  type SearchRequest,
  type SearchServices,
  type SearchSettings,
} from "./search-request.ts";
