import { InvalidSettingsError } from "../../core/index.ts";

/** Which service offers a model, and what the service calls it. */
export type ModelName =
  | { readonly provider: "openai" | "google" | "ollama"; readonly model: string }
  | { readonly provider: "openai-compatible"; readonly model: string; readonly baseUrl: string };

const HINT =
  "Write openai:NAME, google:NAME, ollama:NAME, or openai-compatible:URL#NAME, as in " +
  "openai-compatible:http://localhost:8080/v1#bge-m3.";

/** @throws {InvalidSettingsError} if the name is not of one of the four forms */
export function parseModelName(name: string): ModelName {
  const [, provider = "", rest = ""] = /^([a-z-]+):(.+)$/.exec(name) ?? [];
  if (provider === "openai" || provider === "google" || provider === "ollama") return { provider, model: rest };
  const [, url = "", model = ""] = /^(.+)#([^#]+)$/.exec(rest) ?? [];
  if (provider !== "openai-compatible" || !/^https?:$/.test(protocolOf(url))) {
    throw new InvalidSettingsError(`The embedding model "${withoutPassword(name)}" is not a name that Lydian knows.`, {
      hint: HINT,
    });
  }
  return { provider, model, baseUrl: url.replace(/\/+$/, "") };
}

function protocolOf(url: string): string {
  return URL.canParse(url) ? new URL(url).protocol : "";
}

/** A URL may carry a user and a password, which no message shows. */
function withoutPassword(name: string): string {
  return name.replace(/\/\/[^/@\s]*@/, "//");
}
