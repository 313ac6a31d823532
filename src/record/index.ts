export { buildSavedAnswer } from "./build-saved-answer.ts";
export { checkAnswer } from "./check-answer.ts";
export { compareAnswers } from "./compare-answers.ts";
export { hashText } from "./hash-text.ts";
export { fromKeptAnswer, toKeptAnswer } from "./keep-record.ts";
