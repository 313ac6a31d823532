import { InvalidArgumentError } from "commander";
import { type Metadata, type MetadataValue, readMetadataValue } from "../../core/index.ts";

const KEY = /^[A-Za-z_][A-Za-z0-9_.-]*$/;

/**
 * Adds one `key=value` to the metadata. Numbers and `true` or `false` are converted; everything else stays text, also
 * dates. A repeated key becomes a list of texts.
 */
export function parseMetadata(text: string, before: Metadata = {}): Metadata {
  const [, key = "", value = ""] = /^([^=]*)=([\s\S]*)$/.exec(text) ?? [];
  if (!KEY.test(key)) throw new InvalidArgumentError("Write key=value. A key consists of letters, digits, _, . and -.");
  const previous = before[key];
  return { ...before, [key]: previous === undefined ? readMetadataValue(value) : [...listOf(previous), value] };
}

function listOf(value: MetadataValue): readonly string[] {
  return typeof value === "object" ? value : [String(value)];
}
