import type { LoadInput } from "../../../core/index.ts";
import { elementPath } from "../data/data-path.ts";
import { dataWarnings } from "../data/data-warnings.ts";
import { writeData } from "../data/write-data.ts";
import { decodeText } from "../decode/decode-text.ts";
import type { LoadResult } from "../load-result.ts";
import { createTextWriter } from "../write/create-text-writer.ts";
import { parseXml } from "../xml/parse-xml.ts";
import { toData } from "./to-data.ts";
import { isFeed, writeFeed } from "./write-feed.ts";

const ENCODING = /^\s*<\?xml[^>]{0,200}?encoding\s*=\s*["']([\w:.-]+)/i;

/** Reads XML as lines of `path: value`, and RSS and Atom feeds entry by entry. Anchors are XPath paths of elements. */
export async function loadXml(input: LoadInput): Promise<LoadResult> {
  const declared = ENCODING.exec(Buffer.from(input.bytes.subarray(0, 1024)).toString("latin1"))?.[1];
  const decoded = decodeText(input.bytes, declared);
  const root = parseXml(skipSpace(input.bytes));
  const writer = createTextWriter();
  if (isFeed(root)) {
    const about = writeFeed(writer, root);
    return { ...writer.finish(), ...about, pagesWithoutText: [], warnings: decoded.warnings };
  }
  const node = { kind: "map", entries: [{ key: root.name, value: toData(root) }] } as const;
  const written = writeData(writer, node, { anchor: elementPath });
  return {
    ...writer.finish(),
    metadata: {},
    pagesWithoutText: [],
    warnings: [...decoded.warnings, ...dataWarnings(written)],
  };
}

/** Skips white space before the XML declaration, which is not allowed, but common. */
function skipSpace(bytes: Uint8Array): Uint8Array {
  const start = bytes.findIndex((byte) => byte !== 0x20 && (byte < 0x09 || byte > 0x0d));
  return start > 0 ? bytes.subarray(start) : bytes;
}
