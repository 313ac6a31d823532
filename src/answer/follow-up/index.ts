export { type FollowUpTemplates, rewriteByModel } from "./rewrite-by-model.ts";
export type { Previous } from "./rewrite-by-rules.ts";
export { type Conversation, type StandAlone, standAlone, standAloneByRules } from "./stand-alone.ts";
