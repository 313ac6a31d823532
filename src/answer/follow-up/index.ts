export { type FollowUpTemplates, rewriteByModel } from "./rewrite-by-model.ts";
export type { Previous } from "./rewrite-by-rules.ts";
export { type Conversation, type StandAlone, standAlone } from "./stand-alone.ts";
