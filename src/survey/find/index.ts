export { matchWords } from "./match-words.ts";
