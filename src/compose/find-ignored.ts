import type { IgnoredParts } from "../apps/cli/index.ts";
import type { Configuration } from "../config/index.ts";
import type { TrustedPart } from "../core/index.ts";
import type { LydianParts } from "../library/index.ts";

/** Finds the settings, keys, watches, unfinished jobs and sources of a store that do not count. */
export async function findIgnored(
  { store, trust }: Configuration,
  parts: Pick<LydianParts, "read" | "state" | "trustedSources">,
  signal: AbortSignal,
): Promise<IgnoredParts> {
  const settings = trust.ignoredSettings;
  if (!trust.isRequired) return { store: store.folder, settings, parts: [] };
  const untrusted = (await (await parts.state.read())?.untrustedParts(signal)) ?? [];
  return { store: store.folder, settings, parts: [...untrusted, ...(await untrustedSources(parts, signal))] };
}

async function untrustedSources(
  { read, trustedSources }: Pick<LydianParts, "read" | "trustedSources">,
  signal: AbortSignal,
): Promise<readonly TrustedPart[]> {
  const half = await read();
  if (half === undefined) return [];
  const found: TrustedPart[] = [];
  for (const { name } of await half.store.collections(signal)) {
    const sources = await half.store.sources(name, signal);
    const trusted = await trustedSources(sources, signal);
    for (const source of sources) if (!trusted.includes(source)) found.push({ kind: "source", name: source.uri });
  }
  return found;
}
