/** Maximum length of a header field's name. */
const MAX_NAME_CHARACTERS = 80;
const HEADER_LINE = /^[A-Za-z][A-Za-z0-9-]*:(?:\s|$)/;
/** Separator of a mailbox: the sender and the time. */
const MAILBOX_LINE = /^From \S.{0,200}\d{4}/;
const MIME_HEADER = /^MIME-Version:\s/im;
const FROM = /^From:\s/im;
/** Fields of which every sent message has at least one. */
const SENT = /^(?:Date|Received|Message-ID):\s/im;
const WEB_ARCHIVE = /^Content-Type:\s*multipart\/related\b/im;
const ADDRESSED = /^(?:To|Received|Message-ID):\s/im;

/**
 * Detects e-mails, mailboxes and web archives by the header at the top of a text.
 *
 * @returns undefined for other texts, also for those that begin with a line like `Note: …`
 */
export function detectMailType(text: string): string | undefined {
  const secondLine = text.indexOf("\n") + 1;
  if (MAILBOX_LINE.test(text) && HEADER_LINE.test(text.slice(secondLine, secondLine + MAX_NAME_CHARACTERS)))
    return "application/mbox";
  if (!HEADER_LINE.test(text)) return undefined;
  const header = text.slice(0, endOfHeader(text));
  const isMail = FROM.test(header) && SENT.test(header);
  if (!isMail && !MIME_HEADER.test(header)) return undefined;
  return WEB_ARCHIVE.test(header) && !ADDRESSED.test(header) ? "multipart/related" : "message/rfc822";
}

function endOfHeader(text: string): number {
  const end = text.search(/\n\r?\n/);
  return end < 0 ? text.length : end;
}
