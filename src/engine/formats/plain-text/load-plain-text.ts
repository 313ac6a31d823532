import type { LoadInput } from "../../../core/index.ts";
import { decodeText } from "../decode/decode-text.ts";
import type { LoadResult } from "../loaders.ts";
import { findBlocks } from "./find-blocks.ts";

/** Reads plain text. Only structure that is sure is told; a file without any is a row of paragraphs. */
export async function loadPlainText(input: LoadInput): Promise<LoadResult> {
  const { text, warnings } = decodeText(input.bytes, input.charset);
  return { text, metadata: {}, elements: [...findBlocks(text)], locations: [], pagesWithoutText: [], warnings };
}
