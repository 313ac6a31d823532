import { decodeHTML } from "entities";
import type { Rewriting } from "../rewrite-text.ts";
import type { Decoder } from "./decoder.ts";

const percentRun = /(?:%[0-9A-Fa-f]{2}){1,1000000}/g;
/** The longest name of a character in HTML has 32 characters. */
const entity = /&(?:#[0-9]{1,7}|#[xX][0-9A-Fa-f]{1,6}|[A-Za-z][A-Za-z0-9]{1,31});/g;

/** Decodes the percent signs of URLs (RFC 3986, section 2.1). */
export const urlDecoder: Decoder = {
  step: "url",
  isInline: true,
  decode: (text) => replaceAll(text, percentRun, (run) => Buffer.from(run.replaceAll("%", ""), "hex").toString("utf8")),
};

/** Decodes the character references of HTML. */
export const htmlDecoder: Decoder = {
  step: "html",
  isInline: true,
  decode: (text) => replaceAll(text, entity, (reference) => decodeHTML(reference)),
};

/** Replaces each match that changes. */
export function replaceAll(text: string, pattern: RegExp, toText: (match: string) => string): readonly Rewriting[] {
  const rewritings: Rewriting[] = [];
  for (const { 0: match, index } of text.matchAll(pattern)) {
    const replaced = toText(match);
    if (replaced !== match) rewritings.push({ span: { start: index, end: index + match.length }, text: replaced });
  }
  return rewritings;
}
