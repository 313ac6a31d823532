import { isUtf8 } from "node:buffer";
import { fileTypeFromBuffer } from "file-type";
import { guessUtf16 } from "./decode/guess-utf16.ts";
import { detectContainerType } from "./detect-container-type.ts";
import { detectMailType } from "./detect-mail-type.ts";
import { detectSourceType } from "./source-code/languages.ts";

/** Size of the start that is looked at, so that the check is cheap for a file of any size. */
const HEAD_BYTES = 65_536;
/** Maximum share of control characters in text of any encoding. */
const MAX_CONTROL_SHARE = 0.005;

const MARKDOWN_ENDING = /\.(md|markdown|mdown|mkd)$/i;
const HTML_ENDING = /\.(html?|xhtml)$/i;
const HTML_START = /^(?:<!doctype\s+html|<html|<head|<body)\b/i;
/** Start tags by which the MIME sniffing standard recognises HTML. */
const TAG_START = /^<(?:script|iframe|h1|div|font|table|a|style|title|b|br|p)[\s>/]/i;
const ANY_TAG = /<[a-z][a-z0-9]*[\s>/]/i;
const PDF_START = /^\s*%PDF-\d/;
const PDF_INSIDE = /%PDF-\d\.\d[\s\S]*?\d \d+ obj/;

/** Formats that are written as text, but are not meant to be read as text. */
const TEXTUAL_FORMATS: readonly (readonly [RegExp, string])[] = [
  [/^\{\\rtf\d/, "application/rtf"],
  [/^%!PS/, "application/postscript"],
  [/^<\?xml\s/, "application/xml"],
  [/^<(?:rss|feed|rdf:RDF)[\s>]/, "application/xml"],
  [/^<svg[\s>]/, "image/svg+xml"],
];

/**
 * Detects the media type of a file by its content. The ending of the URI decides only between kinds of text.
 *
 * @param bytes  the whole file, or at least its first 64 KiB; after those, only a ZIP's directory is read
 * @returns      `text/markdown`, `text/plain`, `text/html`, `application/pdf`, the type of another known format, or
 *               `application/octet-stream` for unknown binary data, even if its name ends with `.txt`
 */
export async function detectMediaType(bytes: Uint8Array, uri: string): Promise<string> {
  const head = bytes.subarray(0, HEAD_BYTES);
  const start = Buffer.from(head.buffer, head.byteOffset, Math.min(head.length, 1024)).toString("latin1");
  if (PDF_START.test(start) || PDF_INSIDE.test(start)) return "application/pdf";
  const container = await detectContainerType(bytes);
  if (container !== undefined) return container;
  const text = readHead(head);
  if (text === undefined) return (await fileTypeFromBuffer(head))?.mime ?? "application/octet-stream";
  return detectTextType(text, uri);
}

/** Decodes the head, exactly enough to find ASCII marks in it; undefined if it is not text. */
function readHead(head: Uint8Array): string | undefined {
  const encoding = detectUtf16(head);
  if (encoding !== undefined) return new TextDecoder(encoding).decode(head);
  if (isBinary(head)) return undefined;
  return Buffer.from(head.buffer, head.byteOffset, head.length)
    .toString("utf8")
    .replace(/^\uFEFF/, "");
}

/** Detects UTF-16 by its byte order mark, or by its zeros; undefined for any other encoding. */
function detectUtf16(head: Uint8Array): ReturnType<typeof guessUtf16> {
  if (head[0] === 0xff && head[1] === 0xfe) return "utf-16le";
  if (head[0] === 0xfe && head[1] === 0xff) return "utf-16be";
  return guessUtf16(head);
}

function isBinary(head: Uint8Array): boolean {
  let controls = 0;
  let nuls = 0;
  for (const byte of head) {
    if (byte === 0) nuls++;
    if (byte < 0x20 && (byte < 0x08 || byte > 0x0d) && byte !== 0x1b) controls++;
  }
  return controls > head.length * MAX_CONTROL_SHARE || (nuls > 0 && !isUtf8Head(head));
}

/** Tests for UTF-8. A character that is cut at the end of the head does not make it invalid. */
function isUtf8Head(head: Uint8Array): boolean {
  if (head.length < HEAD_BYTES) return isUtf8(head);
  return [0, 1, 2, 3].some((cut) => isUtf8(head.subarray(0, head.length - cut)));
}

function detectTextType(text: string, uri: string): string {
  const path = uri.replace(/[?#].*/s, "");
  const start = skipPreamble(text);
  if (HTML_START.test(start)) return "text/html";
  if (MARKDOWN_ENDING.test(path)) return "text/markdown";
  const data = detectDataType(text, path);
  if (data !== undefined) return data;
  const trimmed = text.trimStart();
  const format = TEXTUAL_FORMATS.find(([pattern]) => pattern.test(trimmed));
  if (format !== undefined) return format[1];
  const mail = detectMailType(text);
  if (mail !== undefined) return mail;
  if (TAG_START.test(start)) return "text/html";
  if (HTML_ENDING.test(path) && (ANY_TAG.test(text) || trimmed === "")) return "text/html";
  return "text/plain";
}

/** Skips white space, XML declarations and comments, by search: a pattern would backtrack for very long. */
function skipPreamble(text: string): string {
  let at = text.length - text.trimStart().length;
  for (let end = endOfMarkup(text, at); end !== undefined; end = endOfMarkup(text, at)) {
    at = end;
    while (/\s/.test(text.charAt(at))) at++;
  }
  return text.slice(at, at + 64);
}

/** Returns the end of the XML declaration or comment that begins here; undefined if none does, or if it has no end. */
function endOfMarkup(text: string, at: number): number | undefined {
  const close = text.startsWith("<!--", at) ? "-->" : text.startsWith("<?xml", at) ? ">" : undefined;
  if (close === undefined) return undefined;
  const end = text.indexOf(close, at);
  return end < 0 ? undefined : end + close.length;
}

const ENDINGS: readonly (readonly [RegExp, string])[] = [
  [/\.csv$/i, "text/csv"],
  [/\.(?:tsv|tab)$/i, "text/tab-separated-values"],
  [/\.(?:jsonl|ndjson)$/i, "application/jsonl"],
  [/\.ya?ml$/i, "application/yaml"],
];
const JSON_ENDING = /\.(?:json|geojson|jsonld|webmanifest|har)$/i;
const NOTEBOOK_ENDING = /\.ipynb$/i;
const XML_ENDING = /\.(?:xml|rss|atom|rdf|xsd|xslt?|wsdl|kml|gpx|opml)$/i;

/**
 * Detects the media type of data or source code by its file's ending. A file named as JSON or XML must begin like it.
 *
 * @param text  the text's first characters
 * @returns     undefined for other text
 */
function detectDataType(text: string, path: string): string | undefined {
  const start = text.trimStart();
  if (NOTEBOOK_ENDING.test(path) && start.startsWith("{")) return "application/x-ipynb+json";
  if (JSON_ENDING.test(path) && /^[[{]/.test(start)) return "application/json";
  if (XML_ENDING.test(path) && start.startsWith("<")) return "application/xml";
  return ENDINGS.find(([ending]) => ending.test(path))?.[1] ?? detectSourceType(text, path);
}
