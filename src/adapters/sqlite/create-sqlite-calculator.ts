import Database from "better-sqlite3";
import { z } from "zod";
import {
  type Calculator,
  type CalculatorRequest,
  type CalculatorResult,
  calculatorLimits,
  InvalidArgumentError,
} from "../../core/index.ts";

const MAX_DECIMALS = 12;
/** Number of rows inserted between two checks of the signal. */
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
 * Creates a calculator that runs each request in a new in-memory database. One pass over at most 20,000 rows limits the
 * time (decision 24).
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
      `The table has ${rows.length} rows and ${cells} cells; the maximum is ${calculatorLimits.rows} rows and ${calculatorLimits.cells} cells.`,
    );
  }
  if (rows.some((row) => row.length !== columns.length)) {
    throw new InvalidArgumentError(`Every row must have ${columns.length} cells, one for each column.`);
  }
  if (!Number.isInteger(decimals) || decimals < 0 || decimals > MAX_DECIMALS) {
    throw new InvalidArgumentError(`Decimals must be a whole number from 0 to ${MAX_DECIMALS}, not ${decimals}.`);
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
  const rowNumbers = numbers.map((row) => numberRow.parse(row).number);
  const cells = column === undefined ? [] : rowNumbers.flatMap((number) => rows[number]?.[column] ?? []);
  return { value, rows: rowNumbers, cells, sql, parameters };
}

function aggregate(operation: CalculatorRequest["operation"], name: string | undefined, decimals: number): string {
  if (operation === "count") return name === undefined ? "COUNT(*)" : `COUNT(DISTINCT ${name})`;
  return `ROUND(${functions[operation]}(${name}), ${decimals})`;
}

/** Returns the column's name as a quoted identifier, with its number in front if another column or `#` has that name. */
function columnOf(columns: CalculatorRequest["columns"], column: number): string {
  const fold = (name: string | undefined) => (name ?? "").replaceAll("\0", "").toLowerCase();
  const name = (columns[column]?.name ?? "").replaceAll("\0", "");
  const isUnique = columns.every((other, index) => index === column || fold(other.name) !== fold(name));
  const isUsable = name !== "" && isUnique && !/^(?:\d+\.|#$)/.test(name);
  return `"${(isUsable ? name : `${column + 1}. ${name}`).replaceAll('"', '""')}"`;
}
