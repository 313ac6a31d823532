import Database from "better-sqlite3";
import { z } from "zod";
import {
  type Calculator,
  type CalculatorRequest,
  type CalculatorResult,
  calculatorLimits,
  InvalidArgumentError,
} from "../../core/index.ts";

const MOST_DECIMALS = 12;
/** Between two looks at the signal. */
const ROWS_AT_ONCE = 1_000;

const functions: Readonly<Record<CalculatorRequest["operation"], string>> = {
  sum: "SUM",
  count: "COUNT",
  minimum: "MIN",
  maximum: "MAX",
  average: "AVG",
};
const valueRow = z.object({ value: z.number().nullable() });
const numberRow = z.object({ number: z.number().int() });

/**
 * Computes in a database of its own in memory, which is gone with the call. One pass over at most 20,000 rows bounds its
 * time, see decision 24.
 */
export function createSqliteCalculator(): Calculator {
  return {
    id: "sqlite",
    async calculate(request, signal) {
      signal.throwIfAborted();
      checkRequest(request);
      const database = new Database(":memory:");
      try {
        fillRows(database, request, signal);
        return compute(database, request);
      } finally {
        database.close();
      }
    },
  };
}

function checkRequest({ columns, rows, operation, column, conditions, decimals }: CalculatorRequest): void {
  const cells = rows.length * columns.length;
  if (rows.length > calculatorLimits.rows || cells > calculatorLimits.cells) {
    throw new InvalidArgumentError(
      `The table has ${rows.length} rows and ${cells} cells; at most ${calculatorLimits.rows} rows and ${calculatorLimits.cells} cells are computed with.`,
    );
  }
  if (rows.some((row) => row.length !== columns.length)) {
    throw new InvalidArgumentError(`A row has other than ${columns.length} cells.`);
  }
  if (!Number.isInteger(decimals) || decimals < 0 || decimals > MOST_DECIMALS) {
    throw new InvalidArgumentError(`Decimals must be a whole number from 0 to ${MOST_DECIMALS}; they are ${decimals}.`);
  }
  for (const { column: number } of conditions) requireColumn(columns, number);
  if (column !== undefined) requireColumn(columns, column);
  if (operation === "count") return;
  if (column === undefined || columns[column]?.type !== "number") {
    throw new InvalidArgumentError(`The ${operation} needs a column of numbers.`);
  }
}

function requireColumn(columns: CalculatorRequest["columns"], number: number): void {
  if (columns[number] !== undefined) return;
  throw new InvalidArgumentError(`There is no column ${number}; there are ${columns.length}.`);
}

function fillRows(database: Database.Database, { columns, rows }: CalculatorRequest, signal: AbortSignal): void {
  const types = columns.map(
    ({ type }, column) => `${columnOf(columns, column)} ${type === "number" ? "REAL" : "TEXT"}`,
  );
  database.exec(`CREATE TABLE cells ("#" INTEGER PRIMARY KEY${types.map((type) => `, ${type}`).join("")}) STRICT`);
  const insert = database.prepare(`INSERT INTO cells VALUES (?${", ?".repeat(columns.length)})`);
  const insertAll = database.transaction(() => {
    for (const [number, row] of rows.entries()) {
      if (number % ROWS_AT_ONCE === 0) signal.throwIfAborted();
      insert.run(
        number,
        row.map(({ value }) => value),
      );
    }
  });
  insertAll();
}

function compute(database: Database.Database, request: CalculatorRequest): CalculatorResult {
  const { columns, rows, operation, column, conditions, decimals } = request;
  const name = column === undefined ? undefined : columnOf(columns, column);
  const where = [
    ...conditions.map((condition) => `${columnOf(columns, condition.column)} = ?`),
    ...(name === undefined ? [] : [`${name} IS NOT NULL`]),
  ].join(" AND ");
  const filter = where === "" ? "" : ` WHERE ${where}`;
  const parameters = conditions.map(({ is }) => is);
  const sql = `SELECT ${aggregate(operation, name, decimals)} AS value FROM cells${filter}`;
  const { value } = valueRow.parse(database.prepare(sql).get(parameters));
  const numbers = database.prepare(`SELECT "#" AS number FROM cells${filter} ORDER BY "#"`).all(parameters);
  const counted = numbers.map((row) => numberRow.parse(row).number);
  const cells = column === undefined ? [] : counted.flatMap((number) => rows[number]?.[column] ?? []);
  return { value, rows: counted, cells, sql, parameters };
}

function aggregate(operation: CalculatorRequest["operation"], name: string | undefined, decimals: number): string {
  if (operation === "count") return name === undefined ? "COUNT(*)" : `COUNT(DISTINCT ${name})`;
  return `ROUND(${functions[operation]}(${name}), ${decimals})`;
}

/** The column's name as an identifier; with its number in front where another column, or `#`, has the same name. */
function columnOf(columns: CalculatorRequest["columns"], column: number): string {
  const fold = (name: string | undefined) => (name ?? "").replaceAll("\0", "").toLowerCase();
  const own = (columns[column]?.name ?? "").replaceAll("\0", "");
  const isAlone = columns.every((other, index) => index === column || fold(other.name) !== fold(own));
  const isUsable = own !== "" && isAlone && !/^(?:\d+\.|#$)/.test(own);
  return `"${(isUsable ? own : `${column + 1}. ${own}`).replaceAll('"', '""')}"`;
}
