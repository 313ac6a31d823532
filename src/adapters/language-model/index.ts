export { openProviderEmbedder, type ProviderEmbedderOptions } from "./open-provider-embedder.ts";
