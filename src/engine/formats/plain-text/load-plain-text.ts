import type { LoadInput } from "../../../core/index.ts";
import { decodeText } from "../decode/decode-text.ts";
import type { LoadResult } from "../load-result.ts";
import { findBlocks } from "./find-blocks.ts";

/** Reads plain text. Only certain structure is recognised; a file without any is a series of paragraphs. */
export async function loadPlainText(input: LoadInput): Promise<LoadResult> {
  const { text, warnings } = decodeText(input.bytes, input.charset);
  return { text, metadata: {}, elements: [...findBlocks(text)], locations: [], pagesWithoutText: [], warnings };
}
