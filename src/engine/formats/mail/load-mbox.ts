import type { LoadedChild, LoadInput } from "../../../core/index.ts";
import type { LoadResult } from "../load-result.ts";

const SEPARATOR = /^From \S[^\n]*\n/;
/** Separator between messages: after a blank line, before a header field. */
const NEXT = /\n\r?\nFrom \S[^\n]*\n(?=[!-9;-~]+:)/g;
const MESSAGE_ID = /^Message-ID:\s*<?([^<>\s]+)/im;

/**
 * Splits a mailbox into its messages, each to be loaded by itself. A message is named by its id, so that it stays the
 * same document at any position. Lines that were quoted as `>From` lose one `>` (mboxrd).
 */
export function loadMbox({ bytes }: LoadInput): LoadResult {
  // One character for each byte, so that every encoding survives.
  const source = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength).toString("latin1");
  const children: LoadedChild[] = [];
  for (const message of splitMessages(source)) {
    children.push(readMessage(message, children.length + 1));
  }
  return { text: "", metadata: {}, elements: [], locations: [], pagesWithoutText: [], warnings: [], children };
}

function* splitMessages(source: string): Generator<string> {
  let start = SEPARATOR.exec(source)?.[0].length ?? 0;
  for (const match of source.matchAll(NEXT)) {
    if (match.index < start) continue;
    yield source.slice(start, match.index + 1);
    start = match.index + match[0].length;
  }
  if (start < source.length) yield source.slice(start);
}

function readMessage(message: string, number: number): LoadedChild {
  const header = message.slice(0, Math.max(0, message.search(/\n\r?\n/)));
  const id = MESSAGE_ID.exec(header)?.[1];
  const bytes = Buffer.from(message.replace(/^>(>*From )/gm, "$1"), "latin1");
  return { name: `${id?.replaceAll("/", "_") ?? `message-${number}`}.eml`, bytes };
}
