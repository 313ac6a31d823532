export { countWords } from "./count-words.ts";
export { explain } from "./explain.ts";
