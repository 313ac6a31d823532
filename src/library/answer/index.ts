export { type Answered, answerQuestion } from "./answer-question.ts";
export { checkClaim } from "./check-claim.ts";
export { listenToGuard } from "./listen-to-guard.ts";
export { openSpending } from "./open-spending.ts";
export { type OpenWriter, openWriter } from "./open-writer.ts";
export { previewPrompt } from "./preview-prompt.ts";
export { refuseSilence } from "./refuse-silence.ts";

export { recordAnswer, saveAnswer } from "./save-answer.ts";
