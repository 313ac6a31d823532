import iconv from "iconv-lite";
import PostalMime, { type Address, type Email } from "postal-mime";
import type { LoadInput, Ocr } from "../../../core/index.ts";
import type { LoadResult } from "../load-result.ts";
import { type Attachment, type Message, writeMessage } from "./write-message.ts";

/** Reads an e-mail as it was sent (RFC 5322, MIME). A message within it is an attachment. */
export async function loadEml({ bytes }: LoadInput, ocr?: Pick<Ocr, "id">): Promise<LoadResult> {
  const email = await parseEmail(bytes);
  const message: Message = {
    subject: email.subject,
    from: email.from === undefined ? undefined : readAddresses([email.from])[0],
    to: readAddresses(email.to ?? []),
    cc: readAddresses(email.cc ?? []),
    date: email.date,
    messageId: email.messageId,
    inReplyTo: email.inReplyTo,
    references: email.references?.split(/\s+/).filter(Boolean) ?? [],
    text: email.text,
    html: email.html,
    attachments: email.attachments.map(readAttachment),
    warnings: [],
  };
  return writeMessage(message, ocr !== undefined);
}

/** Reads the parts of a MIME message, and decodes its texts. */
export async function parseEmail(bytes: Uint8Array): Promise<Email> {
  const email = await PostalMime.parse(bytes, { forceRfc822Attachments: true, attachmentEncoding: "arraybuffer" });
  const { subject, text, html } = email;
  return {
    ...email,
    subject: subject === undefined ? undefined : repairControls(subject),
    text: text === undefined ? undefined : repairControls(text),
    html: html === undefined ? undefined : repairControls(html),
  };
}

function readAttachment({ filename, mimeType, content }: Email["attachments"][number], index: number): Attachment {
  const ending = mimeType === "message/rfc822" ? ".eml" : "";
  const bytes = typeof content === "string" ? Buffer.from(content) : new Uint8Array(content);
  return { name: filename || `attachment-${index + 1}${ending}`, mediaType: mimeType, bytes };
}

function readAddresses(addresses: readonly Address[]): readonly string[] {
  return addresses.flatMap((address) => {
    if (address.group !== undefined) return readAddresses(address.group);
    if (!address.address) return address.name ? [address.name] : [];
    return [address.name ? `${address.name} <${address.address}>` : address.address];
  });
}

/**
 * Repairs text that Node decoded as Latin-1 although it is Windows-1252. Where that has quotes, dashes and the euro
 * sign, Latin-1 has control characters, which no mail means.
 */
function repairControls(text: string): string {
  return text.replace(/[\u0080-\u009f]+/g, (run) => iconv.decode(Buffer.from(run, "latin1"), "windows-1252"));
}
