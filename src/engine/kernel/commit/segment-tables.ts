import type { IndexState, SegmentInfo, StoreReader } from "../../../core/index.ts";
import { openSegment } from "../segment/open-segment.ts";
import type { DocumentsPart } from "../segment/read-documents-part.ts";

type Blocks = Pick<StoreReader, "readBlocks">;

/** Cached `documents` parts of a store's segments. Every commit needs them to find the documents that it replaces. */
export interface SegmentTables {
  open(store: Blocks, info: SegmentInfo, signal: AbortSignal): Promise<DocumentsPart>;
  /** Drops the collection's segments that are no longer in `state`. */
  keepOnly(collection: string, state: IndexState): void;
}

/** Creates an empty cache. */
export function createSegmentTables(): SegmentTables {
  const tables = new Map<number, { readonly collection: string; readonly part: DocumentsPart }>();
  return {
    async open(store, info, signal) {
      const cached = tables.get(info.id);
      if (cached) return cached.part;
      const onlyDocuments = { ...info, sizes: { documents: info.sizes.documents ?? 0 } };
      const part = await openSegment(store, onlyDocuments).documents(signal);
      tables.set(info.id, { collection: info.collection, part });
      return part;
    },
    keepOnly(collection, state) {
      const present = new Set(state.segments.map(({ id }) => id));
      for (const [id, table] of tables) {
        if (table.collection === collection && !present.has(id)) tables.delete(id);
      }
    },
  };
}

/** A segment that contains documents of interest, live or deleted. */
export interface DocumentPlaces {
  readonly info: SegmentInfo;
  /** Ordinals of the live ones, ascending. */
  readonly live: readonly number[];
}

/** A collection's segments in a store. */
export interface SegmentSource {
  readonly store: Blocks;
  readonly tables: SegmentTables;
  readonly state: IndexState;
}

/** Places of documents in a collection's segments. */
export interface LocatedDocuments {
  /** Segments that contain any of the documents, oldest first. */
  readonly places: readonly DocumentPlaces[];
  /** Ids that are live in any segment. */
  readonly liveIds: ReadonlySet<string>;
}

/** Finds the segments that contain these document ids, live or deleted. */
export async function locateDocuments(
  { store, tables, state }: SegmentSource,
  ids: ReadonlySet<string>,
  signal: AbortSignal,
): Promise<LocatedDocuments> {
  const places: DocumentPlaces[] = [];
  const liveIds = new Set<string>();
  if (ids.size === 0) return { places, liveIds };
  for (const info of state.segments) {
    const { documentIds } = await tables.open(store, info, signal);
    const dead = new Set(state.tombstones.get(info.id));
    const present = [...ids]
      .map((id) => ({ id, ordinal: documentIds.indexOf(id) }))
      .filter(({ ordinal }) => ordinal >= 0);
    if (present.length === 0) continue;
    const live = present.filter(({ ordinal }) => !dead.has(ordinal));
    for (const { id } of live) liveIds.add(id);
    places.push({ info, live: live.map(({ ordinal }) => ordinal).sort((left, right) => left - right) });
  }
  return { places, liveIds };
}
