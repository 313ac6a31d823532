export {
  createModelAnswerer,
  type ModelAnswererOptions,
  type ModelAnswererServices,
} from "./create-model-answerer.ts";
export { type CostMeter, meterCost } from "./meter-cost.ts";
export type { PromptTemplates } from "./write-prompt.ts";
export { writeStyle } from "./write-style.ts";
