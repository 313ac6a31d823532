import { defined, InvalidArgumentError, type Source, type SourceOptions } from "../../core/index.ts";
import type { LydianParts } from "../parts/lydian-parts.ts";
import { emptyHalf } from "./empty-half.ts";

const MAX_DEPTH = 10;

interface SourceChoice {
  readonly collection: string;
  /** Names of the chosen sources; undefined for all known ones. */
  readonly names: string | readonly string[] | undefined;
  readonly known: readonly Source[];
  readonly options: Partial<SourceOptions>;
}

/** Returns the named sources, each once. Options of this call replace the remembered ones. */
export function chooseSources(
  parts: Pick<LydianParts, "uriOfPath" | "clock">,
  { collection, names, known, options }: SourceChoice,
): readonly Source[] {
  const chosen = typeof names === "string" ? [names] : names;
  const uris = chosen === undefined ? known.map(({ uri }) => uri) : chosen.map((name) => nameSource(parts, name));
  const addedAt = new Date(parts.clock.now()).toISOString();
  const { metadata, metadataRules, accessLabels } = options;
  const depth = options.depth === undefined ? undefined : checkDepth(options.depth);

  return [...new Set(uris)].map((uri) => {
    const source = known.find((one) => one.uri === uri) ?? newSource({ collection, uri, addedAt });
    return { ...source, options: { ...source.options, ...defined({ metadata, metadataRules, accessLabels, depth }) } };
  });
}

/** Returns a source without options, as if it had not been synced yet. */
export function newSource(source: Pick<Source, "collection" | "uri" | "addedAt">): Source {
  return { ...source, options: { metadata: {}, metadataRules: [], accessLabels: [] } };
}

/**
 * Returns the depth of a crawl.
 *
 * @throws {InvalidArgumentError} unless it is a whole number from 0 to 10
 */
export function checkDepth(depth: number): number {
  if (Number.isInteger(depth) && depth >= 0 && depth <= MAX_DEPTH) return depth;
  throw new InvalidArgumentError(`depth must be a whole number from 0 to ${MAX_DEPTH}, not ${depth}.`);
}

/**
 * Returns the URI of the source that a user names. A web address stays as it is, without its fragment. A folder's path
 * or `file:` URI gets a `/` at its end.
 *
 * @throws {InvalidArgumentError} if the name begins like a web address, but is not one
 */
export function nameSource({ uriOfPath }: Pick<LydianParts, "uriOfPath">, name: string): string {
  if (/^https?:/i.test(name)) return webAddress(name);
  const uri = name.startsWith("file:") ? name : uriOfPath(name);
  return uri.endsWith("/") ? uri : `${uri}/`;
}

function webAddress(name: string): string {
  if (!URL.canParse(name))
    throw new InvalidArgumentError(`${name} is not a web address.`, {
      hint: "An address looks like https://example.org/handbook/.",
    });
  const address = new URL(name);
  address.hash = "";
  return address.href;
}

/**
 * Registers named places as sources of the collection, and returns the URIs of the new ones. This happens before a job
 * starts, because the job could bring back a source that was removed while the job waited.
 */
export async function registerSources(
  parts: Pick<LydianParts, "read" | "write" | "uriOfPath" | "clock">,
  collection: string,
  names: readonly string[],
  { accessLabels, depth }: Partial<Pick<SourceOptions, "accessLabels" | "depth">>,
  signal: AbortSignal,
): Promise<readonly string[]> {
  const known = await ((await parts.read()) ?? emptyHalf).store.sources(collection, signal);
  const sources = chooseSources(parts, { collection, names, known, options: defined({ accessLabels, depth }) });
  const added = sources.filter(({ uri }) => !known.some((source) => source.uri === uri));
  if (added.length === 0) return [];

  const { writer } = await parts.write();
  for (const source of added) await writer.putSource(source, signal);
  return added.map(({ uri }) => uri);
}
