import type { FlowRow } from "../write/create-flow-writer.ts";
import { childNamed, childrenNamed } from "../xml/find-elements.ts";
import type { XmlElement } from "../xml/parse-xml.ts";
import { readLines } from "./read-paragraph.ts";

/** A table of a slide (`a:tbl`); a cell that spans rows is repeated in each, one that spans columns is followed by empty ones. */
export function readTable(table: XmlElement): readonly FlowRow[] {
  const hasHeader = childNamed(table, "a:tblPr")?.attributes.firstRow === "1";
  let above: readonly string[] = [];
  return childrenNamed(table, "a:tr").map((row, index) => {
    const cells = childrenNamed(row, "a:tc").map((cell, column) => {
      if (cell.attributes.hMerge === "1") return "";
      return cell.attributes.vMerge === "1" ? (above[column] ?? "") : readLines(cell);
    });
    above = cells;
    return { cells, isHeader: hasHeader && index === 0 };
  });
}
