import PostalMime, { type Address, type Email } from "postal-mime";
import type { LoadInput } from "../../../core/index.ts";
import type { LoadResult } from "../loaders.ts";
import { mendControls } from "./mend-controls.ts";
import { type Attachment, writeMessage } from "./write-message.ts";

/** Reads an e-mail as it was sent (RFC 5322, MIME); a message within it is an attachment. */
export async function loadEml({ bytes }: LoadInput): Promise<LoadResult> {
  const email = await parseEmail(bytes);
  return writeMessage({
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
  });
}

/** Reads the parts of a MIME message, the texts in their encodings. */
export async function parseEmail(bytes: Uint8Array): Promise<Email> {
  const email = await PostalMime.parse(bytes, { forceRfc822Attachments: true, attachmentEncoding: "arraybuffer" });
  const { subject, text, html } = email;
  return {
    ...email,
    subject: subject === undefined ? undefined : mendControls(subject),
    text: text === undefined ? undefined : mendControls(text),
    html: html === undefined ? undefined : mendControls(html),
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
