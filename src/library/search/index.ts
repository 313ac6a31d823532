export { countWords } from "./count-words.ts";
export { explain } from "./explain.ts";
export { search } from "./search-collection.ts";
