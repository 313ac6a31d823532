/**
 * Rows in the order in which they were asked for, a row as often as it was: had SQLite to put them in order, it would copy
 * all that is read, texts too, into a table of its own first.
 *
 * @param nameOf  by which a row was asked for; no two rows have the same
 */
export function inOrder<Row>(
  rows: readonly Row[],
  asked: readonly string[],
  nameOf: (row: Row) => string,
): readonly Row[] {
  const byName = new Map(rows.map((row) => [nameOf(row), row]));
  return asked.flatMap((name) => byName.get(name) ?? []);
}
