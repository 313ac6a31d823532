export { embedQuestions } from "./embed-questions.ts";
export { embeddingSample } from "./embedding-sample.ts";
