import type { LoadInput } from "../../../core/index.ts";
import { jsonPointer } from "../data/data-path.ts";
import { dataWarnings } from "../data/data-warnings.ts";
import { NOTHING_WRITTEN, writeData } from "../data/write-data.ts";
import { decodeText } from "../decode/decode-text.ts";
import type { LoadResult } from "../load-result.ts";
import { createTextWriter } from "../write/create-text-writer.ts";
import { parseJson } from "./parse-exact-json.ts";

/** Reads JSON as lines of `path: value`, and lists of records as tables. Anchors are JSON pointers (RFC 6901). */
export async function loadJson(input: LoadInput): Promise<LoadResult> {
  const decoded = decodeText(input.bytes, input.charset);
  const writer = createTextWriter();
  const parsed = decoded.text.trim() === "" ? undefined : parseJson(decoded.text);
  const written = parsed === undefined ? NOTHING_WRITTEN : writeData(writer, parsed.root, { anchor: jsonPointer });
  return {
    ...writer.finish(),
    metadata: {},
    pagesWithoutText: [],
    warnings: [...decoded.warnings, ...dataWarnings({ ...written, repeatedKeys: parsed?.repeatedKeys ?? 0 })],
  };
}
