import type { IndexState, SegmentInfo, StoreReader } from "../../../core/index.ts";
import { openSegment } from "../segment/open-segment.ts";
import type { DocumentsPart } from "../segment/read-documents.ts";

type Blocks = Pick<StoreReader, "readBlocks">;

/** The `documents` parts of a store's segments, kept between commits, since each commit looks for what it replaces. */
export interface SegmentTables {
  open(store: Blocks, info: SegmentInfo, signal: AbortSignal): Promise<DocumentsPart>;
  /** Forgets the collection's segments that are no longer in `state`. */
  keepOnly(collection: string, state: IndexState): void;
}

export function createSegmentTables(): SegmentTables {
  const tables = new Map<number, { readonly collection: string; readonly part: DocumentsPart }>();
  return {
    async open(store, info, signal) {
      const known = tables.get(info.id);
      if (known) return known.part;
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

/** A segment that holds documents which were looked for, and those of them that live there: their ordinals, ascending. */
export interface Place {
  readonly info: SegmentInfo;
  readonly live: readonly number[];
}

/** The segments that hold these ids, be it as a dead version, oldest first; and those ids that are live somewhere. */
export async function locateDocuments(
  source: { readonly store: Blocks; readonly tables: SegmentTables; readonly state: IndexState },
  ids: ReadonlySet<string>,
  signal: AbortSignal,
): Promise<{ readonly places: readonly Place[]; readonly found: ReadonlySet<string> }> {
  const places: Place[] = [];
  const found = new Set<string>();
  if (ids.size === 0) return { places, found };
  for (const info of source.state.segments) {
    const { documentIds } = await source.tables.open(source.store, info, signal);
    const dead = new Set(source.state.tombstones.get(info.id));
    const held = [...ids].map((id) => ({ id, ordinal: documentIds.indexOf(id) })).filter(({ ordinal }) => ordinal >= 0);
    if (held.length === 0) continue;
    const living = held.filter(({ ordinal }) => !dead.has(ordinal));
    for (const { id } of living) found.add(id);
    places.push({ info, live: living.map(({ ordinal }) => ordinal).sort((left, right) => left - right) });
  }
  return { places, found };
}
