import type { MetadataValue } from "./schemas/document.ts";

const NUMBER = /^-?(0|[1-9]\d*)(\.\d+)?$/;

/** What a word of a command line or of a path means as metadata: a number, `true`, `false`, or itself; dates stay text. */
export function readMetadataValue(text: string): MetadataValue {
  if (text === "true" || text === "false") return text === "true";
  return NUMBER.test(text) ? Number(text) : text;
}
