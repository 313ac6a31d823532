import { splitCodes } from "./split-codes.ts";

const GAP = /\s\|\s|\t| {3}/;

/** Shows a sentence as text, and a table row as a table with the names of its columns. */
export function ClaimText({ text }: { readonly text: string }) {
  const rows = text.split("\n").map((line, row) => ({
    row,
    cells: line.split(GAP).map((cell, column) => ({ column, cell: cell.trim() })),
  }));
  const columns = rows[0]?.cells.length ?? 0;
  if (rows.length < 2 || columns < 2 || rows.some(({ cells }) => cells.length > columns)) return <Kept text={text} />;
  const [names, ...others] = rows;
  return (
    <span className="claim-table">
      <table>
        <thead>
          <tr>
            {names?.cells.map(({ column, cell }) => (
              <th key={column} scope="col">
                <Kept text={cell} />
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {others.map(({ row, cells }) => (
            <tr key={row}>
              {cells.map(({ column, cell }) => (
                <td key={column}>
                  <Kept text={cell} />
                </td>
              ))}
            </tr>
          ))}
        </tbody>
      </table>
    </span>
  );
}

function Kept({ text }: { readonly text: string }) {
  return splitCodes(text).map((part) =>
    part.isKept ? (
      <span key={part.start} className="nowrap">
        {part.text}
      </span>
    ) : (
      part.text
    ),
  );
}
