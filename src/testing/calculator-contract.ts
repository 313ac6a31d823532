import { type Calculator, type CalculatorRequest, InvalidArgumentError, never, type TypedCell } from "../core/index.ts";
import type { ContractCase } from "./contract-case.ts";

const stock = table(
  ["Room", "Price", "Price"],
  ["text", "number", "number"],
  [
    ["lab", 0.1, 3],
    ["ward", 12.5, null],
    ["lab", 0.2, 4],
    ["lab", null, 5],
  ],
);
const ofLab = [{ column: 0, is: "lab" }];

/** Cases that every `Calculator` must pass, for any test runner. */
export function calculatorContract(open: () => Promise<Calculator>): readonly ContractCase[] {
  const values: readonly (readonly [string, Partial<CalculatorRequest>, number | null, readonly number[]])[] = [
    ["adds without the error of binary fractions", { operation: "sum", column: 1, conditions: ofLab }, 0.3, [0, 2]],
    ["finds the smallest value", { operation: "minimum", column: 1 }, 0.1, [0, 1, 2]],
    ["finds the largest value", { operation: "maximum", column: 1 }, 12.5, [0, 1, 2]],
    ["divides by the number of rows with a value", { operation: "average", column: 2 }, 4, [0, 2, 3]],
    ["rounds to the requested number of decimals", { operation: "average", column: 1, decimals: 1 }, 4.3, [0, 1, 2]],
    ["counts rows", { operation: "count", conditions: ofLab }, 3, [0, 2, 3]],
    ["counts the different values of a column", { operation: "count", column: 0 }, 2, [0, 1, 2, 3]],
    [
      "counts 0 rows if no row meets the condition",
      { operation: "count", conditions: [{ column: 0, is: "attic" }] },
      0,
      [],
    ],
    [
      "returns no sum if no row meets the condition",
      { operation: "sum", column: 1, conditions: [{ column: 0, is: "attic" }] },
      null,
      [],
    ],
    ["compares numbers in conditions", { operation: "count", conditions: [{ column: 2, is: 4 }] }, 1, [2]],
  ];
  return [
    ...values.map(([name, changes, value, rows]) => ({
      name,
      async run() {
        const calculator = await open();
        const request: CalculatorRequest = { ...stock, operation: "count", conditions: [], decimals: 2, ...changes };
        const result = await calculator.calculate(request, never);
        require(result.value === value, `the value is ${result.value}, not ${value}`);
        require(result.rows.join() === rows.join(), `the rows are ${result.rows.join()}, not ${rows.join()}`);
        const { column } = request;
        const cells = column === undefined ? [] : rows.map((row) => stock.rows[row]?.[column]?.span.start);
        require(result.cells.map(({ span }) => span.start).join() ===
          cells.join(), "the cells are not those of the rows");
        require(result.sql !== "", "there is no statement");
      },
    })),
    {
      name: "treats names and values as data, whatever they contain",
      async run() {
        const name = `"); DROP TABLE cells; -- \0 ' ; #`;
        const hostile = table(
          [name, name, "#", ""],
          ["text", "number", "number", "text"],
          [
            [`' OR 1 = 1 --`, 1, 2, "a"],
            ["x", 4, 8, "a"],
          ],
        );
        const calculator = await open();
        const conditions = [{ column: 0, is: `' OR 1 = 1 --` }];
        for (const [column, value] of [
          [1, 1],
          [2, 2],
        ] as const) {
          const request = { ...hostile, operation: "sum", column, conditions, decimals: 0 } as const;
          const result = await calculator.calculate(request, never);
          require(result.value === value, `the value is ${result.value}, not ${value}`);
        }
      },
    },
    {
      name: "rejects too many rows, a missing column, and a sum of texts",
      async run() {
        const calculator = await open();
        const base = { operation: "sum", column: 0, conditions: [], decimals: 0 } as const;
        const long = table(
          ["n"],
          ["number"],
          Array.from({ length: 20_001 }, () => [1]),
        );
        const refused: readonly CalculatorRequest[] = [
          { ...long, ...base },
          { ...stock, ...base },
          { ...stock, ...base, column: 7 },
          { ...stock, ...base, column: 1, conditions: [{ column: 9, is: 1 }] },
          { ...stock, ...base, column: 1, decimals: 1.5 },
        ];
        for (const request of refused) {
          const outcome = await calculator.calculate(request, never).catch((error: unknown) => error);
          require(outcome instanceof InvalidArgumentError, "a request that cannot be computed was not rejected");
        }
      },
    },
    {
      name: "stops with the signal's reason",
      async run() {
        const reason = new Error("stopped by the caller");
        const request = { ...stock, operation: "count", conditions: [], decimals: 0 } as const;
        const calculator = await open();
        const outcome = await calculator.calculate(request, AbortSignal.abort(reason)).catch((error: unknown) => error);
        require(outcome === reason, "an aborted call did not end with the signal's reason");
      },
    },
  ];
}

/** Places each cell ten characters after the one before. */
function table(
  names: readonly string[],
  types: readonly ("number" | "text")[],
  values: readonly (readonly TypedCell["value"][])[],
): Pick<CalculatorRequest, "columns" | "rows"> {
  let at = 0;
  const place = (value: TypedCell["value"]): TypedCell => {
    at += 10;
    return { value, span: { start: at, end: at + 1 } };
  };
  return {
    columns: names.map((name, column) => ({ name, type: types[column] ?? "text" })),
    rows: values.map((row) => row.map(place)),
  };
}

function require(condition: boolean, complaint: string): void {
  if (!condition) throw new Error(complaint);
}
