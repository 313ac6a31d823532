import { elementsOfKind, type Span } from "../../../core/index.ts";
import type { TextToChunk } from "./text-to-chunk.ts";

/** Maximum length of a header: about a dozen columns. A longer one would crowd out the rows. */
const MAX_HEADER_CHARACTERS = 160;

/**
 * Creates a function that finds the column names of a table for a chunk that begins below its header. Rows alone say
 * neither to a search nor to a reader what their values are.
 *
 * @returns  the header's names, joined by commas; undefined for a span that begins elsewhere, or contains the header.
 *           Call it with spans in reading order
 */
export function createHeaderFinder(document: Omit<TextToChunk, "title">): (span: Span) => string | undefined {
  const tables = elementsOfKind(document.elements, "table").filter(({ header }) => header !== undefined);
  let next = 0;
  // The header may be as long as the document, so it is read once, not for each of the table's chunks.
  let read: { readonly header: Span; readonly names: string | undefined } | undefined;
  return (span) => {
    while ((tables[next]?.span.end ?? Number.POSITIVE_INFINITY) <= span.start) next++;
    const { span: table, header } = tables[next] ?? {};
    if (table === undefined || header === undefined) return undefined;
    if (table.start > span.start || header.end > span.start) return undefined;
    if (read?.header !== header) read = { header, names: joinNames(document.text.slice(header.start, header.end)) };
    return read.names;
  };
}

/** Joins the first names of a header row, as many as fit; undefined if none does. */
function joinNames(row: string): string | undefined {
  const names = row
    .split(/(?<!\\)\||\n/)
    .map((name) => name.replaceAll("\\|", "|").trim())
    .filter((name) => name !== "");
  let header = "";
  for (const name of names) {
    const longer = header === "" ? name : `${header}, ${name}`;
    if (longer.length > MAX_HEADER_CHARACTERS) break;
    header = longer;
  }
  return header === "" ? undefined : header;
}
