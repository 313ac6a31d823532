export {
  createModelAnswerer,
  type ModelAnswererOptions,
  type ModelAnswererServices,
} from "./create-model-answerer.ts";
export type { PromptTemplates } from "./write-prompt.ts";
export { writeStyle } from "./write-style.ts";
