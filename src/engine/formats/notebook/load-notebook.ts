import type { LoadInput } from "../../../core/index.ts";
import { normalizeText } from "../../text/index.ts";
import { decodeText } from "../decode/decode-text.ts";
import type { LoadResult } from "../load-result.ts";
import { readBlocks } from "../markdown/read-blocks.ts";
import { createTextWriter, type TextWriter } from "../write/create-text-writer.ts";
import { type NotebookCell, readCells } from "./read-cells.ts";

/** Maximum length of an output. A longer one is printed data rather than text to read. */
const MAX_OUTPUT_CHARACTERS = 20_000;

/**
 * Reads a Jupyter notebook: Markdown cells as Markdown, code and its output as code. Anchors are the
 * numbers of cells from 1, `cell-3`.
 */
export async function loadNotebook(input: LoadInput): Promise<LoadResult> {
  const decoded = decodeText(input.bytes);
  const notebook = readCells(decoded.text);
  const writer = createTextWriter();
  let title = notebook.title;
  let cutOutputs = 0;
  for (const [index, cell] of notebook.cells.entries()) {
    const start = writer.length();
    const cellTitle = writeSource(writer, cell);
    title ??= cellTitle;
    for (const output of cell.outputs) {
      if (output.length > MAX_OUTPUT_CHARACTERS) cutOutputs++;
      writer.addBlock({ kind: "code", text: cut(output) });
    }
    const from = start === 0 ? 0 : start + 2;
    if (writer.length() > from) writer.locate({ start: from, end: writer.length() }, { anchor: `cell-${index + 1}` });
  }
  const message = `${cutOutputs} cell outputs were cut after ${MAX_OUTPUT_CHARACTERS} characters.`;
  return {
    ...writer.finish(),
    title,
    metadata: notebook.language === undefined ? {} : { programming_language: notebook.language },
    pagesWithoutText: [],
    warnings: cutOutputs === 0 ? decoded.warnings : [...decoded.warnings, { code: "output-truncated", message }],
  };
}

/** Writes a cell, and returns the title that it gives the notebook. */
function writeSource(writer: TextWriter, { kind, source }: NotebookCell): string | undefined {
  if (kind !== "markdown") {
    writer.addBlock({ kind: kind === "code" ? "code" : "paragraph", text: source });
    return undefined;
  }
  const text = normalizeText(source).trim();
  const { elements, title } = readBlocks(text);
  writer.addWritten({ text, elements });
  return title;
}

/** Cuts an output, but not within a surrogate pair. */
function cut(output: string): string {
  return output.slice(0, MAX_OUTPUT_CHARACTERS).replace(/[\uD800-\uDBFF]$/, "");
}
