export { models, profile, profiles } from "./list-models.ts";
export { pullModel } from "./pull-model.ts";
export { testModel } from "./test-model.ts";
export { embedTexts, rerankTexts } from "./use-models.ts";
