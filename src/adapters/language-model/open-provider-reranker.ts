import { InvalidSettingsError, type Reranker } from "../../core/index.ts";
import { withoutPassword } from "./parse-model-name.ts";

export interface ProviderRerankerOptions {
  /**
   * Name of the model: `cohere:NAME`, or `cohere-compatible:URL#NAME` for a server that speaks Cohere's protocol (`POST
   * URL/rerank`).
   */
  readonly model: string;
  readonly apiKey?: string;
}

const COHERE = "https://api.cohere.com/v2";
/** Placeholder for servers without a key, so that the SDK never reads one from the environment. */
const NO_KEY = "none";

interface RerankerName {
  readonly provider: "cohere" | "cohere-compatible";
  readonly model: string;
  readonly baseUrl: string;
}

/**
 * Opens a reranker of a service, or of your own server, through the AI SDK. The first question makes the first request.
 * The SDK retries twice.
 *
 * @throws {InvalidSettingsError} for an unknown name or a missing key
 */
export async function openProviderReranker(options: ProviderRerankerOptions): Promise<Reranker> {
  const { provider, model, baseUrl } = parseRerankerName(options.model);
  const apiKey = options.apiKey ?? (provider === "cohere" ? undefined : NO_KEY);
  if (apiKey === undefined) {
    throw new InvalidSettingsError(`The reranker cohere:${model} needs a key, and none is set.`, {
      hint: "Set the environment variable COHERE_API_KEY, or the one that rerank.keyName names. The bundled reranker needs no key.",
    });
  }

  // The AI SDK is large. Users of a local model never load it.
  const { createCohere } = await import("@ai-sdk/cohere");
  const { createModelReranker } = await import("./create-model-reranker.ts");
  return createModelReranker(`${provider}:${model}`, createCohere({ apiKey, baseURL: baseUrl }).reranking(model));
}

function parseRerankerName(name: string): RerankerName {
  const [, provider, rest = ""] = /^(cohere|cohere-compatible):(.+)$/.exec(name) ?? [];
  if (provider === "cohere") return { provider, model: rest, baseUrl: COHERE };
  const [, url = "", model = ""] = /^(.+)#([^#]+)$/.exec(rest) ?? [];
  if (provider !== "cohere-compatible" || !/^https?:$/.test(URL.canParse(url) ? new URL(url).protocol : "")) {
    throw new InvalidSettingsError(`The reranker "${withoutPassword(name)}" is not a name that Lydian knows.`, {
      hint: "Write cohere:NAME, or cohere-compatible:URL#NAME, as in cohere-compatible:http://localhost:8080/v1#bge-reranker.",
    });
  }
  return { provider: "cohere-compatible", model, baseUrl: url.replace(/(?<!\/)\/+$/, "") };
}
