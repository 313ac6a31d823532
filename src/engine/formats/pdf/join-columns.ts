import type { Table, TableRow } from "./page-rows.ts";

type Columns = Pick<Table, "columns" | "rows">;

/**
 * Drops empty columns, and joins neighbours if no row, header included, has text in both. Currency signs, double lines
 * and cell margins make such columns.
 */
export function joinColumns({ columns, rows }: Columns): Columns {
  let joined: Columns = { columns, rows };
  for (let index = 0; index < joined.columns.length; ) {
    const isLast = index + 1 === joined.columns.length;
    if (
      !isLast &&
      joined.columns.length > 2 &&
      !joined.rows.some((row) => isFilled(row, index) && isFilled(row, index + 1))
    )
      joined = joinNext(joined, index);
    else if (isLast && index > 0 && !joined.rows.some((row) => isFilled(row, index)))
      joined = joinNext(joined, index - 1);
    else index += 1;
  }
  return joined;
}

function isFilled({ cells }: TableRow, column: number): boolean {
  return (cells[column]?.length ?? 0) > 0;
}

function joinNext({ columns, rows }: Columns, index: number): Columns {
  const [first, second] = [columns[index], columns[index + 1]];
  if (first === undefined || second === undefined) return { columns, rows };
  return {
    columns: columns.toSpliced(index, 2, { start: first.start, end: second.end }),
    rows: rows.map(({ page, cells }) => ({
      page,
      cells: cells.toSpliced(index, 2, [...(cells[index] ?? []), ...(cells[index + 1] ?? [])]),
    })),
  };
}
