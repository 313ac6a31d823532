import type { Span } from "../../../core/index.ts";

export type LinkType = "EXTERNAL_LINK" | "EXTERNAL_IMAGE" | "MAIL_LINK" | "DATA_LINK" | "SCRIPT_LINK";

/** A link in a text, in Markdown, HTML or alone. */
export interface Link extends Span {
  readonly type: LinkType;
  /** Address as it is written. */
  readonly target: string;
}

/** A character of an address: none that ends it in Markdown, HTML, code or prose. */
const PART = "[^\\s<>\"'`{}|\\\\^()\\[\\]]";
const forms: readonly (readonly [type: LinkType, form: RegExp])[] = [
  // Browsers also take backslashes, and one slash or many.
  [
    "EXTERNAL_LINK",
    new RegExp(
      `(?<![\\p{L}\\p{N}])(?:https?|ftps?|sftp|wss?|file|ssh|ldaps?):[/\\\\]{1,8}(?:\\[[0-9a-f:.]{2,45}\\]${PART}{0,100000}|${PART}{1,100000})`,
      "giu",
    ),
  ],
  ["EXTERNAL_LINK", new RegExp(`(?<![\\p{L}\\p{N}@./\\\\])www\\.${PART}{3,100000}`, "giu")],
  // An address without a scheme is a link in Markdown and in attributes only.
  ["EXTERNAL_LINK", new RegExp(`(?<=[("'=<])[/\\\\]{2,8}[\\p{L}\\p{N}-]{1,63}\\.${PART}{1,100000}`, "giu")],
  ["MAIL_LINK", new RegExp(`(?<![\\p{L}\\p{N}])(?:mailto|sms):${PART}{3,100000}`, "giu")],
  ["DATA_LINK", new RegExp(`(?<![\\p{L}\\p{N}])data:[a-z]{1,20}/[a-z0-9.+-]{1,60}[;,]${PART}{1,100000}`, "giu")],
  ["SCRIPT_LINK", /(?<![\p{L}\p{N}])(?:javascript|vbscript):[^\s<>]{1,100000}/giu],
];
const finalMarks = /(?<![.,;:!?*_~])[.,;:!?*_~]+$/;
/** Number of characters before an address in which an image may begin. */
const MAX_LEAD = 600;
const imageBefore =
  /(?:!\[[^\]\n]{0,300}\]\(\s{0,4}<?|<(?:img|image|source|video|audio|embed|iframe|script|link|object|input)\b[^<>]{0,400}|url\(\s{0,4}["']?)$/i;

/** Yields the links of a text, those of one form after those of another. Runs in linear time. */
export function* findLinks(text: string): Iterable<Link> {
  for (const [type, form] of forms) {
    for (const { 0: match, index: start } of text.matchAll(form)) {
      const target = match.replace(finalMarks, "");
      const end = start + target.length;
      yield { start, end, type: type === "EXTERNAL_LINK" ? imageOrLink(text, start) : type, target };
    }
  }
}

/** Browsers load images at once, and links only when somebody follows them. */
function imageOrLink(text: string, start: number): LinkType {
  return imageBefore.test(text.slice(Math.max(0, start - MAX_LEAD), start)) ? "EXTERNAL_IMAGE" : "EXTERNAL_LINK";
}

/** Addresses of people, and of pages without a scheme. Prose names them so. */
const named =
  /(?<![\p{L}\p{N}._%+@/-])(?:[\p{L}\p{N}_%+-]{1,63}(?:\.[\p{L}\p{N}_%+-]{1,63}){0,8}@)?(?:[\p{L}\p{N}-]{1,63}\.){1,8}\p{L}{2,24}(?:\/[^\s<>"'`{}|\\^()[\]]{0,100000})?/giu;

/** Yields the links that a text names without writing them as such: `berg.example/hours`, `desk@berg.example`. */
export function* findNamedLinks(text: string): Iterable<string> {
  for (const { 0: match } of text.matchAll(named)) {
    const target = match.replace(finalMarks, "");
    yield target.includes("@") ? `mailto:${target.toLowerCase()}` : `https://${target}`;
  }
}
