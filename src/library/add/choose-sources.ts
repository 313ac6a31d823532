import type { Source, SourceOptions } from "../../core/index.ts";
import { defined } from "../../core/index.ts";
import type { LydianParts } from "../lydian-parts.ts";
import type { SyncOptions } from "./adding.ts";
import { depthOf } from "./depth-of.ts";
import { nameSource } from "./name-source.ts";

interface Choice {
  readonly collection: string;
  /** Undefined: all that are known. */
  readonly names: string | readonly string[] | undefined;
  readonly known: readonly Source[];
  readonly options: Pick<SyncOptions, "metadata" | "metadataRules" | "accessLabels" | "depth">;
}

/** The sources that are named, each once, with what was remembered of them and what is given now over it. */
export function chooseSources(
  parts: Pick<LydianParts, "uriOfPath" | "clock">,
  { collection, names, known, options }: Choice,
): readonly Source[] {
  const wanted = typeof names === "string" ? [names] : names;
  const uris = wanted === undefined ? known.map(({ uri }) => uri) : wanted.map((name) => nameSource(parts, name));
  const addedAt = new Date(parts.clock.now()).toISOString();
  return [...new Set(uris)].map((uri) => {
    const source = known.find((one) => one.uri === uri) ?? newSource({ collection, uri, addedAt });
    const depth = options.depth === undefined ? {} : { depth: depthOf(options) };
    return { ...source, options: { ...source.options, ...givenOf(options), ...depth } };
  });
}

function givenOf({ metadata, metadataRules, accessLabels }: Choice["options"]): Partial<SourceOptions> {
  return defined({ metadata, metadataRules, accessLabels });
}

/** A source without options, never brought in step. */
export function newSource(known: Pick<Source, "collection" | "uri" | "addedAt">): Source {
  return { ...known, options: { metadata: {}, metadataRules: [], accessLabels: [] } };
}
