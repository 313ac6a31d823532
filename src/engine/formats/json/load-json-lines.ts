import { type LoadInput, LydianError } from "../../../core/index.ts";
import type { DataNode } from "../data/data-node.ts";
import { dataWarnings } from "../data/data-warnings.ts";
import { writeData } from "../data/write-data.ts";
import { decodeText } from "../decode/decode-text.ts";
import type { LoadResult } from "../load-result.ts";
import { createTextWriter } from "../write/create-text-writer.ts";
import { parseJson } from "./parse-exact-json.ts";

/**
 * Reads JSON lines (NDJSON), one record in each line. Anchors are line numbers, `L12`. A broken line is read as text.
 */
export async function loadJsonLines(input: LoadInput): Promise<LoadResult> {
  const decoded = decodeText(input.bytes, input.charset);
  const items: DataNode[] = [];
  const numbers: number[] = [];
  let repeatedKeys = 0;
  let linesAsText = 0;
  for (const [index, line] of decoded.text.split("\n").entries()) {
    if (line.trim() === "") continue;
    const parsed = parseLine(line);
    if (parsed === undefined) linesAsText++;
    else repeatedKeys += parsed.repeatedKeys;
    items.push(parsed?.root ?? { kind: "value", text: line });
    numbers.push(index + 1);
  }
  const writer = createTextWriter();
  const anchor = ([record]: readonly (string | number)[]) => `L${numbers[Number(record ?? 0)] ?? 1}`;
  const written = writeData(writer, { kind: "list", items, first: 0 }, { anchor });
  return {
    ...writer.finish(),
    metadata: {},
    pagesWithoutText: [],
    warnings: [...decoded.warnings, ...dataWarnings({ ...written, repeatedKeys, linesAsText })],
  };
}

function parseLine(line: string): ReturnType<typeof parseJson> | undefined {
  try {
    return parseJson(line);
  } catch (error) {
    if (error instanceof LydianError) return undefined;
    throw error;
  }
}
