export { type ChooseRequest, chooseStatements, countWords } from "./choose-statements.ts";
export { type ProposeServices, proposeSentences } from "./propose-sentences.ts";
