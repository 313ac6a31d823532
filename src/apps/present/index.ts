export { abstentionReasons } from "./abstention-reasons.ts";
export { describePlace } from "./describe-place.ts";
export { readWritten } from "./read-written.ts";
export { type AnswerStream, streamAnswer } from "./stream-answer.ts";
export { type WrittenAnswer, writeAnswer } from "./write-answer.ts";
