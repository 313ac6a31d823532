import { z } from "zod";
import { LoadFailedError, parseJson } from "../../../core/index.ts";

/** A cell as a reader sees it. */
export interface NotebookCell {
  readonly kind: "markdown" | "code" | "raw";
  readonly source: string;
  /** Printed texts and results of the cell. */
  readonly outputs: readonly string[];
}

export interface Notebook {
  readonly cells: readonly NotebookCell[];
  readonly title: string | undefined;
  readonly language: string | undefined;
}

const lines = z.union([z.string(), z.array(z.string()).transform((parts) => parts.join(""))]);
/** An output, of which only text is read: pictures have none, and HTML repeats it. */
const output = z.object({
  output_type: z.string().catch(""),
  text: lines.optional().catch(undefined),
  data: z.object({ "text/plain": lines.optional(), "text/markdown": lines.optional() }).optional().catch(undefined),
  ename: z.string().optional().catch(undefined),
  evalue: z.string().optional().catch(undefined),
});
const cell = z.object({
  cell_type: z.string().catch("raw"),
  source: lines.optional().catch(undefined),
  /** The name of a code cell's source in notebooks of version 3. */
  input: lines.optional().catch(undefined),
  outputs: z.array(output).catch([]),
});
const notebook = z.object({
  cells: z.array(cell).optional(),
  worksheets: z.array(z.object({ cells: z.array(cell) })).optional(),
  metadata: z
    .object({
      title: z.string().optional().catch(undefined),
      language_info: z.object({ name: z.string() }).optional().catch(undefined),
    })
    .catch({}),
});
/** Colour codes of a terminal. */
const COLOURS = new RegExp(`${String.fromCharCode(27)}\\[[0-9;]*m`, "g");

/**
 * Reads the cells of a Jupyter notebook of version 3 or 4, in order.
 *
 * @throws {LoadFailedError} if it is not a notebook
 */
export function readCells(text: string): Notebook {
  const parsed = notebook.safeParse(parseJson(text));
  if (!parsed.success) throw broken(parsed.error);
  const { cells, worksheets, metadata } = parsed.data;
  if (cells === undefined && worksheets === undefined) throw broken();
  const all = cells ?? worksheets?.flatMap((sheet) => sheet.cells) ?? [];
  return { cells: all.map(toCell), title: metadata.title, language: metadata.language_info?.name };
}

function toCell({ cell_type, source, input, outputs }: z.infer<typeof cell>): NotebookCell {
  const kind = cell_type === "code" || cell_type === "markdown" ? cell_type : "raw";
  return { kind, source: source ?? input ?? "", outputs: outputs.map(outputText).filter((text) => text.trim() !== "") };
}

function outputText({ text, data, ename, evalue }: z.infer<typeof output>): string {
  const error = ename === undefined ? "" : `${ename}: ${evalue ?? ""}`;
  return (text ?? data?.["text/markdown"] ?? data?.["text/plain"] ?? error).replaceAll(COLOURS, "");
}

function broken(cause?: unknown): LoadFailedError {
  return new LoadFailedError("The file is not a Jupyter notebook of version 3 or 4.", {
    hint: "Open it in Jupyter, save it again, and add the new file.",
    cause,
  });
}
