import { defined, type Element, type LoadInput, type LocatedSpan } from "../../../core/index.ts";
import { decodeText } from "../decode/decode-text.ts";
import type { LoadResult } from "../load-result.ts";
import { languageOf } from "./languages.ts";
import { nestDeclarations } from "./nest-declarations.ts";

/** Maximum number of lines that have a separate place; after that, each block has one. */
const MAX_LOCATED_LINES = 50_000;

/**
 * Reads source code unchanged, with a code block for each declaration and each member of a long class. Anchors are line
 * numbers, `L12`.
 */
export async function loadSourceCode(input: LoadInput): Promise<LoadResult> {
  const { text, warnings } = decodeText(input.bytes, input.charset);
  const language = languageOf(input.mediaType) ?? { mediaType: input.mediaType, line: [], block: [] };
  const elements: Element[] = [];
  const locations: LocatedSpan[] = [];
  for (const { lines, level, name } of nestDeclarations(text, language)) {
    const [first] = lines;
    const last = lines.at(-1);
    if (first === undefined || last === undefined) continue;
    elements.push(defined({ kind: "code", span: { start: first.start, end: last.end }, level, name } as const));
    const located = last.number <= MAX_LOCATED_LINES ? lines : [{ ...first, end: last.end }];
    for (const { start, end, number } of located)
      locations.push({ span: { start, end }, location: { anchor: `L${number}` } });
  }
  return { text, metadata: {}, elements, locations, pagesWithoutText: [], warnings };
}
