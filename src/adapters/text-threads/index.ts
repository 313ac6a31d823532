export { createTextThreads, type TextThreads } from "./create-text-threads.ts";
export { serveTexts } from "./serve-texts.ts";
export type { CheckOrder } from "./thread-messages.ts";
