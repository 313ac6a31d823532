import { InvalidArgumentError } from "commander";
import { type Metadata, type MetadataValue, readMetadataValue } from "../../core/index.ts";

const KEY = /^[A-Za-z_][A-Za-z0-9_.-]*$/;

/**
 * Adds one `key=value` to the metadata. A number or `true` or `false` becomes one, anything else stays text, dates
 * too; a key that is repeated becomes a list of texts.
 */
export function parseMetadata(text: string, before: Metadata = {}): Metadata {
  const [, key = "", written = ""] = /^([^=]*)=([\s\S]*)$/.exec(text) ?? [];
  if (!KEY.test(key)) throw new InvalidArgumentError("Write key=value; a key has letters, digits, _, . and -.");
  const previous = before[key];
  return { ...before, [key]: previous === undefined ? readMetadataValue(written) : [...listOf(previous), written] };
}

function listOf(value: MetadataValue): readonly string[] {
  return typeof value === "object" ? value : [String(value)];
}
