import { isDataTable } from "../write/is-data-table.ts";
import { childNamed, childrenNamed, descendantsNamed, firstNamed, xmlTextOf } from "../xml/find-elements.ts";
import type { XmlElement } from "../xml/parse-xml.ts";

export interface TableCell {
  readonly content: XmlElement;
  readonly columns: number;
  /** True if the cell continues the cell above it. */
  readonly isContinued: boolean;
}

export interface TableRow {
  readonly cells: readonly TableCell[];
  readonly isHeader: boolean;
}

const MAX_CELL_COLUMNS = 100;

export interface DocxTable {
  readonly rows: readonly TableRow[];
  /** False for a table that only lays out the page: one column, nested, or with cells of prose. */
  readonly isData: boolean;
}

/** Reads the rows of a table. */
export function readTable(table: XmlElement): DocxTable {
  const rows = [...descendantsNamed(table, "w:tr")].flatMap((row) => {
    const properties = childNamed(row, "w:trPr");
    if (childNamed(properties, "w:del") !== undefined) return [];
    const isHeader = isOn(childNamed(properties, "w:tblHeader"));
    return [{ isHeader, cells: [...descendantsNamed(row, "w:tc")].map(readCell) }];
  });
  const texts = rows.map(({ cells }) =>
    cells.map(({ content }) => [...descendantsNamed(content, "w:t")].map(xmlTextOf).join("")),
  );
  const isNested = rows.some(({ cells }) => cells.some(({ content }) => firstNamed(content, "w:tbl") !== undefined));
  return { rows, isData: !isNested && isDataTable(texts) };
}

function readCell(content: XmlElement): TableCell {
  const properties = childNamed(content, "w:tcPr");
  const columns = Number(childNamed(properties, "w:gridSpan")?.attributes["w:val"] ?? "1");
  const merge = childrenNamed(properties, "w:vMerge")[0];
  return {
    content,
    columns: columns >= 1 ? Math.min(MAX_CELL_COLUMNS, Math.floor(columns)) : 1,
    isContinued: merge !== undefined && merge.attributes["w:val"] !== "restart",
  };
}

function isOn(flag: XmlElement | undefined): boolean {
  return flag !== undefined && !/^(0|false|off)$/.test(flag.attributes["w:val"] ?? "");
}
