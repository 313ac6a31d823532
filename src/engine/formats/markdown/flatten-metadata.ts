import { METADATA_KEY, type Metadata, type MetadataValue, type ReceiptWarning } from "../../../core/index.ts";

const MAX_KEYS = 200;
const MAX_DEPTH = 8;
const DATE_TIME = /^\d{4}-\d{2}-\d{2}[T ]\d{2}:\d{2}(:\d{2}(\.\d+)?)?\s*(Z|[+-]\d{2}:?\d{2})?$/;

export interface FlatMetadata {
  readonly metadata: Metadata;
  readonly warnings: readonly ReceiptWarning[];
}

/**
 * Turns a parsed mapping into metadata: numbers, Booleans, strings, dates (times in UTC), and lists of them as strings.
 * The keys of nested mappings are joined with dots (`author.name`). Empty values are left out.
 *
 * @returns  with the warning `metadata-skipped` for values that metadata cannot hold
 */
export function flattenMetadata(values: Readonly<Record<string, unknown>>): FlatMetadata {
  const metadata = new Map<string, MetadataValue>();
  let skipped = 0;
  for (const [name, value] of Object.entries(values)) {
    for (const { key, plain } of listEntries(value, asKey(name), 0)) {
      if (plain === undefined || !METADATA_KEY.test(key) || metadata.size >= MAX_KEYS) skipped++;
      else metadata.set(key, plain);
    }
  }
  const warning = {
    code: "metadata-skipped",
    message: `${skipped} ${skipped === 1 ? "entry" : "entries"} of the front matter cannot be metadata and ${skipped === 1 ? "was" : "were"} left out.`,
  };
  return { metadata: Object.fromEntries(metadata), warnings: skipped === 0 ? [] : [warning] };
}

interface Entry {
  readonly key: string;
  /** Undefined for a value that metadata cannot hold. */
  readonly plain: MetadataValue | undefined;
}

/** Yields a value, or the values of a mapping, with their keys. Skips empty values. */
function* listEntries(value: unknown, key: string, depth: number): Generator<Entry> {
  if (value === null || value === undefined || value === "") return;
  const plain = toMetadataValue(value);
  if (plain === undefined && isMapping(value) && depth < MAX_DEPTH) {
    for (const [name, inner] of Object.entries(value)) yield* listEntries(inner, `${key}.${asKey(name)}`, depth + 1);
  } else yield { key, plain };
}

function asKey(name: string): string {
  return name.trim().replaceAll(/\s+/g, "_");
}

function isMapping(value: unknown): value is object {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}

function toMetadataValue(value: unknown): MetadataValue | undefined {
  if (typeof value === "string") return toDate(value) ?? value;
  if (typeof value === "boolean" || (typeof value === "number" && Number.isFinite(value))) return value;
  if (typeof value === "bigint") return String(value);
  if (!Array.isArray(value)) return undefined;
  const items: readonly unknown[] = value;
  const strings = items.filter((item) => item !== null).map((item) => toMetadataValue(item));
  return strings.every((item) => item !== undefined && !Array.isArray(item)) ? strings.map(String) : undefined;
}

/** Converts a time to UTC. Without a zone it is taken as UTC, so that it does not depend on where the file is read. */
function toDate(value: string): string | undefined {
  if (!DATE_TIME.test(value)) return undefined;
  const zoned = /(Z|[+-]\d{2}:?\d{2})$/.test(value) ? value : `${value}Z`;
  const time = new Date(zoned.replace(" ", "T").replace(/\s+/, ""));
  return Number.isNaN(time.getTime()) ? undefined : time.toISOString();
}
