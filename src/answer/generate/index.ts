export { fillTemplate } from "../fill-template.ts";
export { addUsage } from "./add-usage.ts";
export {
  createModelAnswerer,
  type ModelAnswererOptions,
  type ModelAnswererServices,
} from "./create-model-answerer.ts";
export { type CostMeter, meterCost, type Purse } from "./meter-cost.ts";
export { readGenerated } from "./read-generated.ts";
export { tallyUsage } from "./tally-usage.ts";
export { toAnswerSentence } from "./to-answer-sentence.ts";
export { type PromptTemplates, writePrompt } from "./write-prompt.ts";
export { writeStyle } from "./write-style.ts";
