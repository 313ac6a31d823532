import {
  type DocumentSummary,
  type Filter,
  type FilterFault,
  type FilterValue,
  type MetadataValue,
  nearestNames,
} from "../../../core/index.ts";
import { METADATA_PREFIX } from "../segment/write-documents-part.ts";
import { isAllowed } from "../select/bitset.ts";
import { type Condition, fieldOf } from "./matches-filter.ts";
import { parseDate } from "./parse-date.ts";
import { COMMON_FIELDS, columnOf } from "./path-field.ts";
import { type ReadableSegment, readValues } from "./read-values.ts";

/** Maximum number of fields of a filter that are looked at. */
const MAX_FIELDS = 16;
/** Maximum length of a field's name for which similar names are looked for. */
const MAX_NAME_CHARACTERS = 64;
/** Maximum number of similar names. */
const MAX_NEAR = 3;
/** Maximum number of metadata fields, in the order of their names, whose documents are counted. */
const MAX_COUNTED = 100;

/** The fields of the documents that the caller may read. */
interface ReadableFields {
  /** Returns values of a field, with at least one of each type that it has; empty if no document has the field. */
  valuesOf(field: string): readonly MetadataValue[];
  /** Returns the names of the metadata fields. Some may be of documents that the caller may not read. */
  names(): readonly string[];
  /** Returns how many documents have a field. */
  countOf(field: string): number;
}

/**
 * Finds the conditions of a filter that no document can satisfy: those on a field that no readable
 * document has, and those that compare a field with a value of a type that it never has. Each field is
 * named once. Empty if nothing can be read.
 */
export function findFilterFaults(segments: readonly ReadableSegment[], filter: Filter): readonly FilterFault[] {
  if (!segments.some(hasChunks)) return [];
  const names = () =>
    segments.flatMap(({ documents }) =>
      documents.columnNames.filter((name) => name.startsWith(METADATA_PREFIX)).map((name) => name.slice(1)),
    );
  return findFaults({ valuesOf: (field) => readValues(segments, field), names, countOf: countWith(segments) }, filter);
}

/** Finds the same for documents of which only the summaries are read, all of which the caller may read. */
export function findFilterFaultsOfDocuments(
  summaries: readonly DocumentSummary[],
  filter: Filter,
): readonly FilterFault[] {
  if (summaries.length === 0) return [];
  const valuesOf = (field: string) => summaries.flatMap((summary) => fieldOf(summary, field) ?? []);
  const names = () => summaries.flatMap(({ metadata }) => Object.keys(metadata));
  const countOf = (field: string) => summaries.filter(({ metadata }) => Object.hasOwn(metadata, field)).length;
  return findFaults({ valuesOf, names, countOf }, filter);
}

function findFaults(fields: ReadableFields, filter: Filter): readonly FilterFault[] {
  const faults = new Map<string, FilterFault>();
  let known: readonly string[] | undefined;
  for (const [field, conditions] of groupByField(conditionsOf(filter))) {
    const values = fields.valuesOf(field);
    const isComparable = conditions.every((condition) => values.some((value) => canCompare(condition, value)));
    if (values.length === 0) {
      known ??= commonestFields(fields);
      faults.set(field, { field, kind: "unknown", near: nearFields(fields, field), known });
    } else if (!isComparable) faults.set(field, { field, kind: "type", near: [], known: [] });
  }
  return [...faults.values()];
}

/** Groups the conditions of the first fields by their field. */
function groupByField(conditions: readonly Condition[]): ReadonlyMap<string, readonly Condition[]> {
  const groups = new Map<string, Condition[]>();
  for (const condition of conditions) {
    const group = groups.get(condition.field);
    if (group !== undefined) group.push(condition);
    else if (groups.size < MAX_FIELDS) groups.set(condition.field, [condition]);
  }
  return groups;
}

function conditionsOf(filter: Filter): readonly Condition[] {
  switch (filter.op) {
    case "and":
    case "or":
      return filter.filters.flatMap(conditionsOf);
    case "not":
      return conditionsOf(filter.filter);
    default:
      return [filter];
  }
}

function hasChunks({ documents, chunks }: ReadableSegment): boolean {
  return documents.documentOfChunk.some((_, ordinal) => chunks === undefined || isAllowed(chunks, ordinal));
}

/** Returns fields of readable documents with a similar name, nearest first. */
function nearFields(fields: ReadableFields, field: string): readonly string[] {
  if (field.length > MAX_NAME_CHARACTERS) return [];
  const names = [...new Set([...COMMON_FIELDS, ...fields.names()])];
  const near: string[] = [];
  for (const name of nearestNames(field, names, Number.POSITIVE_INFINITY)) {
    if (near.length < MAX_NEAR && fields.valuesOf(name).length > 0) near.push(name);
  }
  return near;
}

/** Returns the fields of readable documents: those of every document, then metadata that most have first. */
function commonestFields(fields: ReadableFields): readonly string[] {
  const counts = [...new Set(fields.names())]
    .filter((name) => !COMMON_FIELDS.includes(name))
    .sort()
    .slice(0, MAX_COUNTED)
    .map((name) => ({ name, count: fields.countOf(name) }));
  const readable = counts.filter(({ count }) => count > 0).sort((left, right) => right.count - left.count);
  return [...COMMON_FIELDS, ...readable.map(({ name }) => name)];
}

/** Returns a function that counts the readable documents with a field. */
function countWith(segments: readonly ReadableSegment[]): (field: string) => number {
  let readable: readonly Uint8Array[] | undefined;
  return (field) => {
    readable ??= segments.map(findReadable);
    let count = 0;
    for (const [index, { documents }] of segments.entries()) {
      for (const [document, code] of documents.column(columnOf(field))?.codes.entries() ?? []) {
        if (code > 0 && readable[index]?.[document] === 1) count += 1;
      }
    }
    return count;
  };
}

/** Returns 1 for each document with a chunk that the caller may read, by document ordinal. */
function findReadable({ documents, chunks }: ReadableSegment): Uint8Array {
  const readable = new Uint8Array(documents.documentIds.length);
  for (const [ordinal, document] of documents.documentOfChunk.entries()) {
    if (chunks === undefined || isAllowed(chunks, ordinal)) readable[document] = 1;
  }
  return readable;
}

/** Returns whether a condition can hold for values of this type. */
function canCompare(condition: Condition, value: MetadataValue): boolean {
  if (condition.op === "exists" || condition.op === "has") return true;
  const literals: readonly FilterValue[] = condition.op === "in" ? condition.values : [condition.value];
  const members = typeof value === "object" ? value : [value];
  return members.some((member) =>
    literals.some((literal) =>
      typeof literal === "object"
        ? typeof member === "string" && parseDate(member) !== undefined
        : typeof literal === typeof member,
    ),
  );
}
