import { createHash } from "node:crypto";
import { setImmediate } from "node:timers/promises";
import type { EmbeddingSample, SampledDocument, SampledPassage } from "../../core/index.ts";
import {
  type AccessScope,
  type Chunk,
  type Collection,
  CollectionNotFoundError,
  type DocumentQuery,
  defined,
  everything,
  type Filter,
  InvalidArgumentError,
  type SampledChunk,
  type VectorSample,
} from "../../core/index.ts";
import { createTypicalWordFinder } from "../../engine/text/index.ts";
import { type CallContext, collectionOf, filterOf, requireStore, signalOf } from "../call/call-context.ts";
import type { ReadOptions } from "../call/call-options.ts";
import type { ReadingHalf } from "../parts/lydian-parts.ts";
import { layOutVectors } from "./lay-out-vectors.ts";

export interface EmbeddingSampleOptions extends ReadOptions {
  /** Maximum number of chunks, from 1 to 5,000. Default: 2,000. */
  readonly limit?: number;
  /** Filter, in the filter language or as a value. */
  readonly where?: string | Filter;
  /** Version of an earlier sample. If the collection still has it, nothing is read or returned. */
  readonly unlessVersion?: string;
}

const USUAL = 2_000;
const MOST = 5_000;
const EXCERPT = 160;
/** Number of typical words of each passage. Words further down are rarely shared by the passages of a cluster. */
const WORDS = 12;
/** Number of documents after which other calls get their turn. */
const READ_AT_ONCE = 100;
/** Version of the samples' format. It is increased when the format changes. */
const FORM = 1;

interface Asked {
  readonly collection: Collection;
  readonly scope: AccessScope;
  readonly filter: Filter | undefined;
  readonly limit: number;
}

export async function embeddingSample(
  context: CallContext,
  options: EmbeddingSampleOptions = {},
): Promise<EmbeddingSample | undefined> {
  const limit = options.limit ?? USUAL;
  if (!(Number.isInteger(limit) && limit >= 1 && limit <= MOST))
    throw new InvalidArgumentError(`A sample has from 1 to ${MOST} chunks, not ${limit}.`);
  const signal = signalOf(options);
  const name = collectionOf(context, options);
  const half = await requireStore(context, name);
  const collection = await half.store.collection(name, signal);
  if (collection === undefined) throw new CollectionNotFoundError(`There is no collection "${name}".`);
  const asked = { collection, scope: options.scope ?? everything, filter: filterOf(options.where), limit };
  const version = versionOf(asked);
  if (version === options.unlessVersion) return undefined;
  return { ...(await readSample(context, half, asked, signal)), version };
}

function versionOf({ collection, scope, filter, limit }: Asked): string {
  const { name, createdAt, generation, space } = collection;
  const parts = [FORM, name, createdAt, generation, space?.fingerprint, scope, filter, limit];
  return createHash("sha256").update(JSON.stringify(parts)).digest("hex").slice(0, 32);
}

async function readSample(
  { parts }: CallContext,
  half: ReadingHalf,
  asked: Asked,
  signal: AbortSignal,
): Promise<Omit<EmbeddingSample, "version">> {
  const { collection, scope } = asked;
  const { space } = collection;
  const { chunks, chunksWithVectors, sample } = await drawSample(half, asked, signal);
  const query = { collection: collection.name, scope };
  const found = await readChunks(half, { ...query, sample }, signal);
  const ids = [...new Set(found.map(({ chunk }) => chunk.documentId))].sort();
  const documents = await half.store.readSummaries({ ...query, ids }, signal);
  const places = new Map(documents.map(({ id }, place) => [id, place]));
  const finder = createTypicalWordFinder(parts.analyzer);
  for (const [number, { chunk, sampled }] of found.entries()) {
    finder.add([...chunk.headingPath.slice(-1), chunk.text].join("\n"), sampled.language);
    if (number % READ_AT_ONCE === READ_AT_ONCE - 1) await setImmediate(undefined, { signal });
  }
  const { vocabulary, texts } = finder.find(WORDS);
  const passages = found.flatMap(({ chunk, sampled }, number) => {
    const document = places.get(chunk.documentId);
    return document === undefined ? [] : [{ passage: toPassage(chunk, document, texts[number] ?? []), sampled }];
  });
  return defined({
    collection: collection.name,
    space,
    chunks,
    chunksWithVectors,
    vocabulary,
    documents: documents.map(toDocument),
    passages: passages.map(({ passage }) => passage),
    vectors: layOutVectors(
      passages.map(({ sampled }) => sampled.vector),
      space?.dimensions ?? 0,
    ),
  });
}

/** Draws a sample. If the collection has no vectors, the sample is empty, but all chunks are counted. */
function drawSample({ index }: ReadingHalf, asked: Asked, signal: AbortSignal): Promise<VectorSample> {
  const { collection, scope, filter, limit } = asked;
  const space = collection.space ?? { model: "", dimensions: 0, fingerprint: "" };
  const query = { collection: collection.name, scope, space, limit };
  return index.sampleVectors(filter === undefined ? query : { ...query, filter }, signal);
}

/** Reads the sampled chunks that still exist, because a document may have been replaced in the meantime. */
async function readChunks(
  { store }: ReadingHalf,
  { sample, ...query }: DocumentQuery & { readonly sample: readonly SampledChunk[] },
  signal: AbortSignal,
): Promise<readonly { readonly chunk: Chunk; readonly sampled: SampledChunk }[]> {
  const byId = new Map(sample.map((sampled) => [sampled.chunkId, sampled]));
  const found: { readonly chunk: Chunk; readonly sampled: SampledChunk }[] = [];
  for (let start = 0; start < sample.length; start += READ_AT_ONCE) {
    const ids = sample.slice(start, start + READ_AT_ONCE).map(({ chunkId }) => chunkId);
    for (const chunk of await store.readChunks({ ...query, ids }, signal)) {
      const sampled = byId.get(chunk.id);
      if (sampled !== undefined) found.push({ chunk, sampled });
    }
  }
  return found;
}

function toPassage({ id, span, headingPath, text }: Chunk, document: number, words: readonly number[]): SampledPassage {
  return { chunkId: id, document, span, headingPath, excerpt: beginningOf(text), words };
}

/** Returns the beginning of a text, cut after a word if one ends in its second half. */
function beginningOf(text: string): string {
  const line = text.replaceAll(/\s+/g, " ").trim();
  if (line.length <= EXCERPT) return line;
  const cut = line.slice(0, EXCERPT);
  const end = cut.lastIndexOf(" ");
  return (end > EXCERPT / 2 ? cut.slice(0, end) : cut).replace(/[\uD800-\uDBFF]$/, "");
}

function toDocument({ id, title, uri, mediaType, metadata }: SampledDocument): SampledDocument {
  return { id, title, uri, mediaType, metadata };
}
