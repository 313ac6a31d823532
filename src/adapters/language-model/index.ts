export { openProviderEmbedder, type ProviderEmbedderOptions } from "./open-provider-embedder.ts";
export { openProviderReranker, type ProviderRerankerOptions } from "./open-provider-reranker.ts";
export { openTextGenerator, type TextGeneratorChoice } from "./open-text-generator.ts";
