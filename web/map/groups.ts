import type { CollectionMap, MetadataValue } from "../../src/core/index.ts";

/** Maximum number of groups with a separate colour and shape; all others form one group. */
export const MAX_GROUPS = 12;

export interface Group {
  readonly label: string;
  /** Rows of its passages. */
  readonly passages: readonly number[];
  /** True for the group of all others. */
  readonly isRest: boolean;
}

export interface Grouping {
  /** Groups, largest first; the group of all others comes last. */
  readonly groups: readonly Group[];
  /** Group of each passage. */
  readonly of: readonly number[];
}

/** Property that colours passages: `cluster`, `document`, `media-type`, or `metadata:KEY`. */
export interface Colouring {
  readonly id: string;
  readonly label: string;
}

const METADATA = "metadata:";

export function colouringsOf({ documents }: Pick<CollectionMap, "documents">): readonly Colouring[] {
  const keys = new Set(documents.flatMap(({ metadata }) => Object.keys(metadata)));
  const told = [...keys].sort().map((key): Colouring => ({ id: `${METADATA}${key}`, label: key }));
  const mediaTypes = new Set(documents.map(({ mediaType }) => mediaType));
  return [
    { id: "cluster", label: "Theme" },
    { id: "document", label: "Document" },
    ...(mediaTypes.size > 1 ? [{ id: "media-type", label: "Kind of file" }] : []),
    ...told.filter(({ id }) => new Set(documents.map((document) => labelOf(document, id))).size > 1),
  ];
}

interface Grouped {
  readonly map: Pick<CollectionMap, "documents" | "passages">;
  readonly clusterOf: ArrayLike<number>;
  readonly clusterNames: readonly string[];
}

export function groupPassages({ map, clusterOf, clusterNames }: Grouped, colouring: string): Grouping {
  if (colouring === "cluster") {
    const of = map.passages.map((_, row) => clusterOf[row] ?? 0);
    const groups = clusterNames.map((name, cluster) => ({
      label: name,
      passages: of.flatMap((its, row) => (its === cluster ? [row] : [])),
      isRest: false,
    }));
    return { groups, of };
  }
  const keys = map.passages.map(({ document }) => keyOf(map.documents[document], document, colouring));
  return groupByKey(keys);
}

interface Key {
  readonly key: string;
  readonly label: string;
}

/** Returns the key that decides a passage's group. Documents with the same title get different keys. */
function keyOf(document: CollectionMap["documents"][number] | undefined, place: number, colouring: string): Key {
  if (document === undefined) return { key: "", label: "" };
  const label = labelOf(document, colouring);
  return { key: colouring === "document" ? String(place) : label, label };
}

function groupByKey(keys: readonly Key[]): Grouping {
  const found = new Map<string, { readonly label: string; readonly passages: number[] }>();
  for (const [row, { key, label }] of keys.entries()) {
    const group = found.get(key) ?? { label, passages: [] };
    group.passages.push(row);
    found.set(key, group);
  }
  const sorted = [...found].sort(
    ([, one], [, other]) => other.passages.length - one.passages.length || (one.label < other.label ? -1 : 1),
  );
  const isMany = sorted.length > MAX_GROUPS;
  const own = isMany ? sorted.slice(0, MAX_GROUPS - 1) : sorted;
  const groups: Group[] = own.map(([, group]) => ({ ...group, isRest: false }));
  const rest = sorted.slice(own.length);
  if (rest.length > 0) {
    const passages = rest.flatMap(([, group]) => group.passages).sort((a, b) => a - b);
    groups.push({ label: `${rest.length.toLocaleString("en")} others`, passages, isRest: true });
  }
  const places = new Map(own.map(([key], place) => [key, place]));
  return { groups, of: keys.map(({ key }) => places.get(key) ?? own.length) };
}

function labelOf({ title, mediaType, metadata }: CollectionMap["documents"][number], colouring: string): string {
  if (colouring === "document") return title;
  if (colouring === "media-type") return mediaType;
  return say(metadata[colouring.slice(METADATA.length)]);
}

function say(value: MetadataValue | undefined): string {
  if (value === undefined) return "Without it";
  return typeof value === "object" ? value.join(", ") : String(value);
}
