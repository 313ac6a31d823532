import { defined, type LoadedChild, type Metadata, type ReceiptWarning } from "../../../core/index.ts";
import { normalizeText } from "../../text/index.ts";
import { readHtmlBody } from "../html/read-html-text.ts";
import type { LoadResult } from "../loaders.ts";
import { findBlocks } from "../plain-text/find-blocks.ts";
import { createTextWriter } from "../write/create-text-writer.ts";
import { toIsoTime } from "../write/to-iso-time.ts";
import { warnOfPictures } from "../write/warn-of-pictures.ts";

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

const PICTURE = /^image\//i;
const PICTURE_ENDING = /\.(?:png|jpe?g|gif|bmp|webp|tiff?|heic|emf|wmf|svg)$/i;

/** Writes a message: its header, so that senders and dates can be found, then its body. Attachments become children. */
export function writeMessage(message: Message): LoadResult {
  const { subject, from, to, cc } = message;
  const date = toIsoTime(message.date);
  const writer = createTextWriter();
  if (subject !== undefined) writer.addBlock({ kind: "heading", level: 1, text: oneLine(subject) });
  const header = [line("From", from), line("To", to.join(", ")), line("Cc", cc.join(", ")), line("Date", date)];
  writer.addBlock({ kind: "paragraph", text: header.filter(Boolean).join("\n") });
  writer.addWritten(readBody(message));
  const pictures = message.attachments.filter(isPicture);
  return defined({
    ...writer.finish(),
    title: subject === undefined ? undefined : oneLine(subject),
    metadata: collectMetadata(message, date),
    pagesWithoutText: [],
    warnings: [...message.warnings, ...warnOfPictures(pictures.length)],
    children: message.attachments.filter((attachment) => !isPicture(attachment)).map(toChild),
  });
}

function readBody({ text, html }: Message) {
  if (text !== undefined && /\S/.test(text)) {
    const normal = normalizeText(text)
      .replace(/^(?:[^\S\n]*\n)+/, "")
      .trimEnd();
    return { text: normal, elements: [...findBlocks(normal)] };
  }
  return html === undefined ? { text: "", elements: [] } : readHtmlBody(html);
}

function collectMetadata(message: Message, date: string | undefined): Metadata {
  const { subject, from, to, cc, messageId, inReplyTo, references } = message;
  const texts = Object.entries({ subject, from, author: from, date, messageId, inReplyTo }).flatMap(([key, value]) =>
    value === undefined || value.trim() === "" ? [] : [[key, oneLine(value)] as const],
  );
  const lists = Object.entries({ to, cc, references })
    .map(([key, values]) => [key, values.map(oneLine).filter(Boolean)] as const)
    .filter(([, values]) => values.length > 0);
  return Object.fromEntries([...texts, ...lists]);
}

function toChild({ name, bytes }: Attachment): LoadedChild {
  return { name, bytes };
}

/** Tests for a picture. Pictures are not read; most of them are logos. */
function isPicture({ mediaType, name }: Attachment): boolean {
  return PICTURE.test(mediaType) || PICTURE_ENDING.test(name);
}

function line(name: string, value: string | undefined): string {
  return value === undefined || value.trim() === "" ? "" : `${name}: ${oneLine(value)}`;
}

function oneLine(text: string): string {
  return normalizeText(text).replace(/\s+/g, " ").trim();
}
