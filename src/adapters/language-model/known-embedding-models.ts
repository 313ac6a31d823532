/** What common models give, so that nobody has to look it up; `maxTokens` is the service's limit for one text. Models without `languages` read many. */
export const knownEmbeddingModels: ReadonlyMap<
  string,
  { readonly dimensions: number; readonly maxTokens: number; readonly languages?: readonly string[] }
> = new Map([
  ["openai:text-embedding-3-small", { dimensions: 1536, maxTokens: 8191 }],
  ["openai:text-embedding-3-large", { dimensions: 3072, maxTokens: 8191 }],
  ["openai:text-embedding-ada-002", { dimensions: 1536, maxTokens: 8191 }],
  ["google:gemini-embedding-001", { dimensions: 3072, maxTokens: 2048 }],
  ["ollama:nomic-embed-text", { dimensions: 768, maxTokens: 2048, languages: ["en"] }],
  ["ollama:mxbai-embed-large", { dimensions: 1024, maxTokens: 512, languages: ["en"] }],
  ["ollama:bge-m3", { dimensions: 1024, maxTokens: 8192 }],
  ["ollama:all-minilm", { dimensions: 384, maxTokens: 256, languages: ["en"] }],
]);
