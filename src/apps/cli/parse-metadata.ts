import { InvalidArgumentError } from "commander";
import type { Metadata, MetadataValue } from "../../core/index.ts";

const KEY = /^[A-Za-z_][A-Za-z0-9_.-]*$/;
const NUMBER = /^-?(0|[1-9]\d*)(\.\d+)?$/;

/**
 * Adds one `key=value` to the metadata. A number or `true` or `false` becomes one, anything else stays text, dates
 * too; a key that is repeated becomes a list of texts.
 */
export function parseMetadata(text: string, before: Metadata = {}): Metadata {
  const [, key = "", written = ""] = /^([^=]*)=([\s\S]*)$/.exec(text) ?? [];
  if (!KEY.test(key)) throw new InvalidArgumentError("Write key=value; a key has letters, digits, _, . and -.");
  const previous = before[key];
  return { ...before, [key]: previous === undefined ? toValue(written) : [...listOf(previous), written] };
}

function toValue(text: string): MetadataValue {
  if (text === "true" || text === "false") return text === "true";
  return NUMBER.test(text) ? Number(text) : text;
}

function listOf(value: MetadataValue): readonly string[] {
  return typeof value === "object" ? value : [String(value)];
}
