import type { Document, Span } from "../../../core/index.ts";

/** Enough for the names of a dozen columns; a longer header would crowd out the rows. */
const LONGEST_HEADER = 160;

/**
 * What the columns of a table are called, for chunks that begin below its header: rows alone do not say what their
 * values are, neither to a search nor to a reader.
 *
 * @returns  the header's names, joined by commas; undefined for a span that begins elsewhere, or has the header itself.
 *           To be asked in reading order
 */
export function createHeaderFinder(document: Pick<Document, "text" | "elements">): (span: Span) => string | undefined {
  const tables = document.elements.filter(({ kind, header }) => kind === "table" && header !== undefined);
  let next = 0;
  return (span) => {
    while ((tables[next]?.span.end ?? Number.POSITIVE_INFINITY) <= span.start) next++;
    const table = tables[next];
    if (table?.header === undefined || table.span.start > span.start || table.header.end > span.start) return undefined;
    const names = document.text
      .slice(table.header.start, table.header.end)
      .split(/(?<!\\)\||\n/)
      .map((name) => name.replaceAll("\\|", "|").trim())
      .filter((name) => name !== "");
    let header = "";
    for (const name of names) {
      const longer = header === "" ? name : `${header}, ${name}`;
      if (longer.length > LONGEST_HEADER) break;
      header = longer;
    }
    return header === "" ? undefined : header;
  };
}
