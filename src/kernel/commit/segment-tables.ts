import type { IndexState, SegmentInfo, StoreReader } from "../../core/index.ts";
import { type DocumentsPart, openSegment } from "../segment/index.ts";

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

/** Where the live documents of these ids stand: by segment id their ordinals, ascending. */
export async function locateDocuments(
  source: { readonly store: Blocks; readonly tables: SegmentTables; readonly state: IndexState },
  ids: ReadonlySet<string>,
  signal: AbortSignal,
): Promise<{ readonly places: ReadonlyMap<number, readonly number[]>; readonly found: ReadonlySet<string> }> {
  const places = new Map<number, readonly number[]>();
  const found = new Set<string>();
  if (ids.size === 0) return { places, found };
  for (const info of source.state.segments) {
    const { documentIds } = await source.tables.open(source.store, info, signal);
    const dead = new Set(source.state.tombstones.get(info.id));
    const ordinals: number[] = [];
    for (const id of ids) {
      const ordinal = documentIds.indexOf(id);
      if (ordinal < 0 || dead.has(ordinal)) continue;
      ordinals.push(ordinal);
      found.add(id);
    }
    if (ordinals.length > 0)
      places.set(
        info.id,
        ordinals.sort((left, right) => left - right),
      );
  }
  return { places, found };
}
