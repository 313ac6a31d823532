export { type Context, type ContextRequest, composeContext } from "./compose-context.ts";
