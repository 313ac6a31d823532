import { defined, type LoadInput } from "../../../core/index.ts";
import { decodeText } from "../decode/decode-text.ts";
import { warnOfHiddenText } from "../hidden/warn-of-hidden-text.ts";
import type { LoadResult } from "../load-result.ts";
import { chooseContent } from "./choose-content.ts";
import { parseHtml } from "./parse-html.ts";
import { readMetadata } from "./read-metadata.ts";
import { renderText } from "./render-text.ts";

const META_CHARSET =
  /<meta[^>]{0,200}?charset\s*=\s*(?:["']\s*)?([\w:.-]+)|^\s*<\?xml[^>]{0,200}?encoding\s*=\s*["']([\w:.-]+)/i;
/** Size of the start where a declaration of the encoding is looked for: a little more than browsers read. */
const HEAD_BYTES = 4096;

/** Reads a web page: its main content as clean text, or all of its text if that would lose too much. */
export async function loadHtml(input: LoadInput): Promise<LoadResult> {
  const decoded = decodeText(input.bytes, input.charset ?? declaredEncoding(input.bytes));
  const page = readMetadata(parseHtml(decoded.text));
  const content = chooseContent(decoded.text);
  const title = content.title ?? page.title;
  const author = page.metadata.author ?? content.author;
  return defined({
    ...renderText(content.root),
    title,
    metadata: author === undefined ? page.metadata : { ...page.metadata, author },
    pagesWithoutText: [],
    warnings: [...decoded.warnings, ...warnOfHiddenText(content.hidden)],
  });
}

function declaredEncoding(bytes: Uint8Array): string | undefined {
  const match = META_CHARSET.exec(Buffer.from(bytes.subarray(0, HEAD_BYTES)).toString("latin1"));
  return match?.[1] ?? match?.[2];
}
