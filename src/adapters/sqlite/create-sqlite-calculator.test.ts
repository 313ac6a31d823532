import { describe, expect, it } from "vitest";
import { never } from "../../core/index.ts";
import { calculatorContract } from "../../testing/index.ts";
import { createSqliteCalculator } from "./create-sqlite-calculator.ts";

describe("the SQLite calculator", () => {
  for (const { name, run } of calculatorContract(async () => createSqliteCalculator())) it(name, run);

  it("returns the SQL statement that computed the value, with its parameters", async () => {
    const cell = (value: number | string) => ({ value, span: { start: 0, end: 0 } });
    const { sql, parameters } = await createSqliteCalculator().calculate(
      {
        columns: [
          { name: "Room", type: "text" },
          { name: 'Price "net"', type: "number" },
        ],
        rows: [[cell("lab"), cell(2)]],
        operation: "sum",
        column: 1,
        conditions: [{ column: 0, is: "lab" }],
        decimals: 2,
      },
      never,
    );
    expect(sql).toBe(
      `SELECT ROUND(SUM("Price ""net"""), 2) AS value FROM cells WHERE "Room" = ? AND "Price ""net""" IS NOT NULL`,
    );
    expect(parameters).toEqual(["lab"]);
  });
});
