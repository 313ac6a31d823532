import { decodeAddress, type MetadataValue } from "../../../core/index.ts";
import { BUILT_IN_FIELDS, METADATA_PREFIX } from "../segment/write-documents-part.ts";

/** Field of a filter that is computed from the address of a document. */
export const PATH_FIELD = "path";

/** Fields that every document has. They hide metadata of the same name. */
export const COMMON_FIELDS: readonly string[] = [PATH_FIELD, ...BUILT_IN_FIELDS];

/** Returns an address as people write it: the path of a file (`/My files/fees.md`), or a decoded web address. */
export function readPath(uri: string): string {
  return decodeAddress(uri.replace(/^file:\/\//, ""));
}

/** Returns the name of the column of a segment that holds a field. */
export function columnOf(field: string): string {
  if (field === PATH_FIELD) return "uri";
  return COMMON_FIELDS.includes(field) ? field : METADATA_PREFIX + field;
}

/** Returns a field's value, given the value of its column. */
export function fromColumn<T extends MetadataValue | undefined>(field: string, stored: T): T | string {
  return field === PATH_FIELD && typeof stored === "string" ? readPath(stored) : stored;
}
