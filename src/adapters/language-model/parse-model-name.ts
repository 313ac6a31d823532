import { InvalidSettingsError } from "../../core/index.ts";

/** A model's provider, and its name there. */
export type ModelName<Provider extends string> =
  | { readonly provider: Provider; readonly model: string }
  | { readonly provider: "openai-compatible"; readonly model: string; readonly baseUrl: string };

export interface NameOptions<Provider extends string> {
  /** Providers that need no address. */
  readonly providers: readonly Provider[];
  /** Kind of model for the message, e.g. "embedding model". */
  readonly kind: string;
}

/**
 * Parses the name of a model: `PROVIDER:NAME` or `openai-compatible:URL#NAME`.
 *
 * @throws {InvalidSettingsError} if it has neither form
 */
export function parseModelName<Provider extends string>(
  name: string,
  { providers, kind }: NameOptions<Provider>,
): ModelName<Provider> {
  const [, prefix = "", rest = ""] = /^([a-z-]+):(.+)$/.exec(name) ?? [];
  const provider = providers.find((candidate) => candidate === prefix);
  if (provider !== undefined) return { provider, model: rest };

  const [, url = "", model = ""] = /^(.+)#([^#]+)$/.exec(rest) ?? [];
  if (prefix !== "openai-compatible" || !/^https?:$/.test(protocolOf(url))) {
    const forms = [...providers.map((candidate) => `${candidate}:NAME`), "or openai-compatible:URL#NAME"].join(", ");
    throw new InvalidSettingsError(`The ${kind} "${withoutPassword(name)}" is not a name that Lydian knows.`, {
      hint: `Write ${forms}, as in openai-compatible:http://localhost:8080/v1#NAME.`,
    });
  }
  return { provider: "openai-compatible", model, baseUrl: url.replace(/(?<!\/)\/+$/, "") };
}

function protocolOf(url: string): string {
  return URL.canParse(url) ? new URL(url).protocol : "";
}

/** Removes the user and password of a URL, which no message may show. */
export function withoutPassword(name: string): string {
  return name.replace(/\/\/[^/@\s]*@/, "//");
}
