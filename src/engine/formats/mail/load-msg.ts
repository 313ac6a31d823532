import { createRequire } from "node:module";
import { CFB } from "@e965/xlsx";
import type { FieldsData } from "@kenjiuno/msgreader";
import { LoadFailedError, type LoadInput, type Ocr } from "../../../core/index.ts";
import { decodeText } from "../decode/decode-text.ts";
import type { LoadResult } from "../load-result.ts";
import { type Attachment, type Message, writeMessage } from "./write-message.ts";

// Its only export is the default of a CommonJS module, which Node and bundlers import in different ways.
const { default: MsgReader }: typeof import("@kenjiuno/msgreader") = createRequire(import.meta.url)(
  "@kenjiuno/msgreader",
);

/** Reader and writer of OLE files in SheetJS, whose types do not describe them. */
interface OleFiles {
  read(bytes: Uint8Array, options: { readonly type: "buffer" }): object;
  write(file: object, options: { readonly type: "buffer" }): Uint8Array;
}
const oleFiles: OleFiles = CFB;

/**
 * Reads a message that Outlook saved.
 *
 * @throws {LoadFailedError} when it is broken
 */
export function loadMsg({ bytes }: LoadInput, ocr?: Pick<Ocr, "id">): LoadResult {
  const reader = new MsgReader(Uint8Array.from(rebuildContainer(bytes)).buffer);
  const fields = reader.getFileData();
  if (fields.error !== undefined) throw brokenError();
  const html = fields.html === undefined ? undefined : decodeText(fields.html);
  const message: Message = {
    subject: fields.subject,
    from: nameAddress(fields.senderName, fields.senderSmtpAddress ?? fields.senderEmail),
    to: readRecipients(fields, "to"),
    cc: readRecipients(fields, "cc"),
    date: fields.clientSubmitTime ?? fields.messageDeliveryTime ?? fields.creationTime,
    messageId: fields.messageId,
    inReplyTo: header(fields, "In-Reply-To"),
    references: header(fields, "References")?.split(/\s+/).filter(Boolean) ?? [],
    text: fields.body,
    html: fields.bodyHtml ?? html?.text,
    attachments: (fields.attachments ?? []).map((attachment) => readAttachment(reader, attachment)),
    warnings: [],
  };
  return writeMessage(message, ocr !== undefined);
}

/** Rebuilds the file with SheetJS: the message reader would follow a circular chain of sectors for ever. */
function rebuildContainer(bytes: Uint8Array): Uint8Array {
  try {
    return oleFiles.write(oleFiles.read(bytes, { type: "buffer" }), { type: "buffer" });
  } catch (error) {
    throw brokenError(error);
  }
}

function brokenError(cause?: unknown): LoadFailedError {
  return new LoadFailedError("The message could not be read: it is not an Outlook message, or it is broken.", {
    hint: "Open it in Outlook, save it again, and add the new file.",
    cause,
  });
}

function readAttachment(reader: InstanceType<typeof MsgReader>, attachment: FieldsData): Attachment {
  const { fileName, content } = reader.getAttachment(attachment);
  return { name: fileName, mediaType: attachment.attachMimeTag ?? "", bytes: content };
}

function readRecipients({ recipients = [] }: FieldsData, kind: "to" | "cc"): readonly string[] {
  return recipients
    .filter(({ recipType }) => recipType === kind)
    .flatMap(({ name, smtpAddress, email }) => nameAddress(name, smtpAddress ?? email) ?? []);
}

/** Joins a name and an address. An Exchange address, `/O=…`, means nothing to people and is left out. */
function nameAddress(name: string | undefined, address: string | undefined): string | undefined {
  const mail = address?.includes("@") === true ? address : undefined;
  if (mail === undefined) return name || undefined;
  return name === undefined || name === "" || name === mail ? mail : `${name} <${mail}>`;
}

function header({ headers = "" }: FieldsData, name: string): string | undefined {
  return new RegExp(`^${name}:([^\\n]*(?:\\n[ \\t][^\\n]*){0,1000})`, "im").exec(headers)?.[1]?.trim();
}
