export { checkAnswers } from "./check-answers.ts";
export { evidence, verifyEvidence, writeEvidence } from "./evidence.ts";
export { replayAnswer } from "./replay-answer.ts";
export { removeAnswers, savedAnswer, savedAnswers } from "./saved-answers.ts";
