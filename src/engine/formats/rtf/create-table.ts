import type { FlowRow } from "../write/create-flow-writer.ts";

/** Collects the cells of a table in the order of RTF: definitions of a row, contents, end of the row. */
export interface RtfTable {
  control(word: string): void;
  addCell(text: string): void;
  endRow(): void;
  /** Returns the rows collected so far, and removes them. */
  take(): readonly FlowRow[];
}

type Merge = "none" | "down" | "across";

export function createTable(): RtfTable {
  let rows: FlowRow[] = [];
  let cells: string[] = [];
  let merges: Merge[] = [];
  let merge: Merge = "none";
  let isHeader = false;
  return {
    control(word) {
      if (word === "trowd") {
        merges = [];
        merge = "none";
        isHeader = false;
      } else if (word === "trhdr") isHeader = true;
      else if (word === "clvmrg") merge = "down";
      else if (word === "clmrg") merge = "across";
      else if (word === "cellx") {
        merges.push(merge);
        merge = "none";
      }
    },
    addCell: (text) => cells.push(text),
    endRow() {
      const above = rows.at(-1)?.cells ?? [];
      const filled = cells.map((text, column) => {
        if (merges[column] === "across") return "";
        return merges[column] === "down" ? (above[column] ?? "") : text;
      });
      if (filled.length > 0) rows.push({ cells: filled, isHeader });
      cells = [];
    },
    take() {
      const taken = rows;
      rows = [];
      return taken;
    },
  };
}
