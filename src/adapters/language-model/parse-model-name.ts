import { InvalidSettingsError } from "../../core/index.ts";

/** Which service offers a model, and what the service calls it. */
export type ModelName<Provider extends string> =
  | { readonly provider: Provider; readonly model: string }
  | { readonly provider: "openai-compatible"; readonly model: string; readonly baseUrl: string };

/**
 * @param providers  those that need no address
 * @param what       that is named, for people: "embedding model"
 * @throws {InvalidSettingsError} if it is neither `PROVIDER:NAME` nor `openai-compatible:URL#NAME`
 */
export function parseModelName<Provider extends string>(
  name: string,
  { providers, what }: { readonly providers: readonly Provider[]; readonly what: string },
): ModelName<Provider> {
  const [, prefix = "", rest = ""] = /^([a-z-]+):(.+)$/.exec(name) ?? [];
  const provider = providers.find((known) => known === prefix);
  if (provider !== undefined) return { provider, model: rest };
  const [, url = "", model = ""] = /^(.+)#([^#]+)$/.exec(rest) ?? [];
  if (prefix !== "openai-compatible" || !/^https?:$/.test(protocolOf(url))) {
    const forms = [...providers.map((known) => `${known}:NAME`), "or openai-compatible:URL#NAME"].join(", ");
    throw new InvalidSettingsError(`The ${what} "${withoutPassword(name)}" is not a name that Lydian knows.`, {
      hint: `Write ${forms}, as in openai-compatible:http://localhost:8080/v1#NAME.`,
    });
  }
  return { provider: "openai-compatible", model, baseUrl: url.replace(/\/+$/, "") };
}

function protocolOf(url: string): string {
  return URL.canParse(url) ? new URL(url).protocol : "";
}

/** A URL may carry a user and a password, which no message shows. */
function withoutPassword(name: string): string {
  return name.replace(/\/\/[^/@\s]*@/, "//");
}
