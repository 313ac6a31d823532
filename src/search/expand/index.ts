export { matchAbbreviations } from "./match-abbreviations.ts";
export { matchSynonyms } from "./match-synonyms.ts";
