import { defined, type LoadInput } from "../../../core/index.ts";
import { decodeText } from "../decode/decode-text.ts";
import type { LoadResult } from "../load-result.ts";
import { readBlocks } from "./read-blocks.ts";
import { readFrontMatter } from "./read-front-matter.ts";

/**
 * Reads Markdown (CommonMark with GitHub's tables, task lists, footnotes and strike-through). The text is the source
 * itself without its front matter, so that a citation shows what the author wrote. Anchors are GitHub's heading slugs.
 */
export async function loadMarkdown(input: LoadInput): Promise<LoadResult> {
  const decoded = decodeText(input.bytes, input.charset);
  const { metadata, title: frontMatterTitle, text, warnings } = readFrontMatter(decoded.text);
  const { elements, locations, title: firstTitle } = readBlocks(text);
  const title = frontMatterTitle ?? firstTitle;
  return defined({
    text,
    title,
    metadata,
    elements,
    locations,
    pagesWithoutText: [],
    warnings: [...decoded.warnings, ...warnings],
  });
}
