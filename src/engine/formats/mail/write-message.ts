import { defined, type LoadedChild, type Metadata, type ReceiptWarning } from "../../../core/index.ts";
import { normalizeText } from "../../text/index.ts";
import { warnOfHiddenText } from "../hidden/warn-of-hidden-text.ts";
import { readHtmlBody } from "../html/read-html-text.ts";
import type { LoadResult } from "../load-result.ts";
import { createTextWriter } from "../write/create-text-writer.ts";
import { toIsoTime } from "../write/to-iso-time.ts";
import { warnOfPictures } from "../write/warn-of-pictures.ts";
import { findMailBlocks, setQuotesApart } from "./set-quotes-apart.ts";

/** An e-mail from a file of any format. Senders and receivers are written as `Ann Lee <ann@example.org>`. */
export interface Message {
  readonly subject: string | undefined;
  readonly from: string | undefined;
  readonly to: readonly string[];
  readonly cc: readonly string[];
  /** Date as written in the file. */
  readonly date: string | undefined;
  readonly messageId: string | undefined;
  readonly inReplyTo: string | undefined;
  readonly references: readonly string[];
  readonly text: string | undefined;
  /** Body that is read if there is no text. */
  readonly html: string | undefined;
  readonly attachments: readonly Attachment[];
  readonly warnings: readonly ReceiptWarning[];
}

export interface Attachment {
  readonly name: string;
  readonly mediaType: string;
  readonly bytes: Uint8Array;
}

/** Pictures that OCR reads. */
const READABLE_PICTURE = /\.(?:png|jpe?g|gif|bmp|webp)$/i;
const READABLE_TYPE = /^image\/(?:png|jpe?g|gif|bmp|webp)$/i;
const PICTURE = /^image\//i;
const PICTURE_ENDING = /\.(?:png|jpe?g|gif|bmp|webp|tiff?|heic|emf|wmf|svg)$/i;

/**
 * Writes a message: its header, so that senders and dates can be found, then its body. Attachments become children.
 *
 * @param hasOcr  whether pictures can be read; otherwise they are counted
 */
export function writeMessage(message: Message, hasOcr: boolean): LoadResult {
  const { subject, from, to, cc } = message;
  const date = toIsoTime(message.date);
  const writer = createTextWriter();
  if (subject !== undefined) writer.addBlock({ kind: "heading", level: 1, text: oneLine(subject) });
  const header = [line("From", from), line("To", to.join(", ")), line("Cc", cc.join(", ")), line("Date", date)];
  writer.addBlock({ kind: "paragraph", text: header.filter(Boolean).join("\n") });
  const { hidden, ...body } = readBody(message);
  writer.addWritten(body);
  const isUnread = (attachment: Attachment) => isPicture(attachment) && !(hasOcr && isReadablePicture(attachment));
  const unread = message.attachments.filter(isUnread);
  return defined({
    ...writer.finish(),
    title: subject === undefined ? undefined : oneLine(subject),
    metadata: collectMetadata(message, date),
    pagesWithoutText: [],
    warnings: [...message.warnings, ...warnOfHiddenText(hidden), ...warnOfPictures(unread.length)],
    children: message.attachments.filter((attachment) => !isUnread(attachment)).map(toChild),
  });
}

function readBody({ text, html }: Message) {
  if (text !== undefined && /\S/.test(text)) {
    const normal = normalizeText(text)
      .replace(/^\s*\n/, "")
      .trimEnd();
    return { text: normal, elements: findMailBlocks(normal), hidden: [] };
  }
  if (html === undefined) return { text: "", elements: [], hidden: [] };
  const body = readHtmlBody(html);
  return { ...body, elements: setQuotesApart(body.text, body.elements) };
}

function collectMetadata(message: Message, date: string | undefined): Metadata {
  const { subject, from, to, cc, messageId, inReplyTo, references } = message;
  // The first mail of a conversation has no references, and each answer names it first.
  const thread = references[0] ?? inReplyTo ?? messageId;
  const texts = Object.entries({ subject, from, author: nameOf(from), date, messageId, inReplyTo, thread }).flatMap(
    ([key, value]) => (value === undefined || value.trim() === "" ? [] : [[key, oneLine(value)] as const]),
  );
  const lists = Object.entries({ to, cc, references })
    .map(([key, values]) => [key, values.map(oneLine).filter(Boolean)] as const)
    .filter(([, values]) => values.length > 0);
  return Object.fromEntries([...texts, ...lists]);
}

/**
 * Returns the name of a sender without the address, as other formats name an author; the address if there is no name.
 */
function nameOf(sender: string | undefined): string | undefined {
  return sender?.replace(/(?<=\S)\s*<[^<>]*>\s*$/, "");
}

function toChild({ name, bytes }: Attachment): LoadedChild {
  return { name, bytes };
}

function isReadablePicture({ mediaType, name }: Attachment): boolean {
  return READABLE_TYPE.test(mediaType) || READABLE_PICTURE.test(name);
}

/** Tests for a picture. Without OCR, pictures are not read; most of them are logos. */
function isPicture({ mediaType, name }: Attachment): boolean {
  return PICTURE.test(mediaType) || PICTURE_ENDING.test(name);
}

function line(name: string, value: string | undefined): string {
  return value === undefined || value.trim() === "" ? "" : `${name}: ${oneLine(value)}`;
}

function oneLine(text: string): string {
  return normalizeText(text).replace(/\s+/g, " ").trim();
}
