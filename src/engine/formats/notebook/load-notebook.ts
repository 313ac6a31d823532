import type { LoadInput } from "../../../core/index.ts";
import { defined } from "../../../core/index.ts";
import { normalizeText } from "../../text/index.ts";
import { decodeText } from "../decode/decode-text.ts";
import type { LoadResult } from "../loaders.ts";
import { readBlocks } from "../markdown/read-blocks.ts";
import { createTextWriter, type TextWriter } from "../write/create-text-writer.ts";
import { type NotebookCell, readCells } from "./read-cells.ts";

/** A longer output is data that was printed rather than something to read. */
const MOST_OUTPUT_CHARACTERS = 20_000;

/**
 * Reads a Jupyter notebook: cells of Markdown as Markdown, code and what it printed as code. Anchors are the numbers of
 * the cells from 1, `cell-3`.
 */
export async function loadNotebook(input: LoadInput): Promise<LoadResult> {
  const decoded = decodeText(input.bytes);
  const notebook = readCells(decoded.text);
  const writer = createTextWriter();
  let title = notebook.title;
  let cutOutputs = 0;
  for (const [index, cell] of notebook.cells.entries()) {
    const start = writer.length();
    const ownTitle = writeSource(writer, cell);
    title ??= ownTitle;
    for (const output of cell.outputs) {
      if (output.length > MOST_OUTPUT_CHARACTERS) cutOutputs++;
      writer.addBlock({ kind: "code", text: cut(output) });
    }
    const from = start === 0 ? 0 : start + 2;
    if (writer.length() > from) writer.locate({ start: from, end: writer.length() }, { anchor: `cell-${index + 1}` });
  }
  const message = `${cutOutputs} outputs of cells were cut after ${MOST_OUTPUT_CHARACTERS} characters.`;
  return defined({
    ...writer.finish(),
    title,
    metadata: notebook.language === undefined ? {} : { programming_language: notebook.language },
    pagesWithoutText: [],
    warnings: [...decoded.warnings, ...(cutOutputs === 0 ? [] : [{ code: "output-truncated", message }])],
  });
}

/** Returns the title that the cell gives the notebook. */
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

/** Not between the two halves of a character. */
function cut(output: string): string {
  return output.slice(0, MOST_OUTPUT_CHARACTERS).replace(/[\uD800-\uDBFF]$/, "");
}
