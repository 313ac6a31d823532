import type { SourceOptions } from "../../core/index.ts";
import { defined } from "../../core/index.ts";
import type { CallContext } from "../call-context.ts";
import { chooseSources } from "./choose-sources.ts";
import { emptyHalf } from "./empty-half.ts";

interface Registration {
  readonly collection: string;
  readonly names: readonly string[];
  readonly options: Partial<Pick<SourceOptions, "accessLabels" | "depth">>;
}

/**
 * Makes those that are no sources yet the collection's own, so that a job that brings them in step later need not: it would
 * bring back what was forgotten while it waited. Answers their URIs.
 */
export async function registerSources(
  { parts }: Pick<CallContext, "parts">,
  { collection, names, options }: Registration,
  signal: AbortSignal,
): Promise<readonly string[]> {
  const known = await ((await parts.read()) ?? emptyHalf).store.sources(collection, signal);
  const { accessLabels, depth } = options;
  const given = defined({ accessLabels, depth });
  const fresh = chooseSources(parts, { collection, names, known, options: given }).filter(
    ({ uri }) => !known.some((source) => source.uri === uri),
  );
  if (fresh.length === 0) return [];
  const { writer } = await parts.write();
  for (const source of fresh) await writer.putSource(source, signal);
  return fresh.map(({ uri }) => uri);
}
