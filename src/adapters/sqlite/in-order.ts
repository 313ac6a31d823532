/**
 * Returns rows in the order of `names`. A repeated name repeats its row, and a name without a row is skipped.
 *
 * SQLite's ORDER BY would first copy everything that is read, texts included, into a temporary table.
 *
 * @param nameOf  returns the name of a row; no two rows have the same
 */
export function inOrder<Row>(
  rows: readonly Row[],
  names: readonly string[],
  nameOf: (row: Row) => string,
): readonly Row[] {
  const byName = new Map(rows.map((row) => [nameOf(row), row]));
  return names.flatMap((name) => byName.get(name) ?? []);
}
