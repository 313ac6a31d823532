/** Of a header's field. */
const LONGEST_NAME = 80;
const HEADER_LINE = /^[A-Za-z][A-Za-z0-9-]*:(?:\s|$)/;
/** Who sent it, and when; longer lines are none. */
const MAILBOX_LINE = /^From \S.{0,200}\d{4}/;
const MIME_HEADER = /^MIME-Version:\s/im;
const FROM = /^From:\s/im;
/** At least one of them stands in every message that was sent. */
const SENT = /^(?:Date|Received|Message-ID):\s/im;
const WEB_ARCHIVE = /^Content-Type:\s*multipart\/related\b/im;
const ADDRESSED = /^(?:To|Received|Message-ID):\s/im;

/**
 * E-mail, a mailbox, or a web archive, by the header at the top of a text.
 *
 * @returns undefined for other texts, also for those that begin with a line like `Note: …`
 */
export function detectMailType(text: string): string | undefined {
  const secondLine = text.indexOf("\n") + 1;
  if (MAILBOX_LINE.test(text) && HEADER_LINE.test(text.slice(secondLine, secondLine + LONGEST_NAME)))
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
