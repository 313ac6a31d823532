export { ask } from "./ask-question.ts";
export { checkClaim } from "./check-claim.ts";
export { previewPrompt as prompt } from "./preview-prompt.ts";
export { replayAnswer } from "./replay-answer.ts";
