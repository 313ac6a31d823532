export { pullModel } from "./pull-model.ts";
export { testModel } from "./test-model.ts";
export { embedTexts, requireTexts, rerankTexts } from "./use-models.ts";
