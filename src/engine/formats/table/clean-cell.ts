import { normalizeText } from "../../text/index.ts";

const PLAIN = /^[\x21-\x7B\x7D-\x7E]+(?: [\x21-\x7B\x7D-\x7E]+){0,1000}$/;

/** Returns a cell's text as it is written in a row: NFC, on one line, `|` as `\|`. */
export function cleanCell(raw: string): string {
  if (raw === "" || PLAIN.test(raw)) return raw;
  return normalizeText(raw).replaceAll(/\s+/g, " ").trim().replaceAll("|", "\\|");
}
