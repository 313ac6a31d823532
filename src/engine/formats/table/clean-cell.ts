import { normalizeText } from "../../text/index.ts";

const PLAIN = /^[\x21-\x7B\x7D-\x7E]+(?: [\x21-\x7B\x7D-\x7E]+)*$/;

/** A cell's text as it stands in a row: NFC, on one line, `|` as `\|`. */
export function cleanCell(raw: string): string {
  if (raw === "" || PLAIN.test(raw)) return raw;
  return normalizeText(raw).replaceAll(/\s+/g, " ").trim().replaceAll("|", "\\|");
}
