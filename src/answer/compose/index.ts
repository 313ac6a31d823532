export { type Context, type ContextRequest, composeContext } from "./compose-context.ts";
export { cutNoise } from "./cut-noise.ts";
