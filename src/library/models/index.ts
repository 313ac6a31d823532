export { models, profile, profiles } from "./model-info.ts";
export { pullModel } from "./pull-model.ts";
export { testModel } from "./test-model.ts";
export { embedTexts, rerankTexts } from "./use-models.ts";
