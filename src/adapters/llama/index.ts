export { type LlamaGeneratorChoice, openLlamaGenerator } from "./open-llama-generator.ts";
