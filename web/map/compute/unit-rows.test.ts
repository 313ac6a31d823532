import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { cosinesBetween, readUnitRows } from "./unit-rows.ts";

const encode = (values: readonly number[]): string => Buffer.from(Int8Array.from(values).buffer).toString("base64");
const int8 = fc.integer({ min: -127, max: 127 });

/** Scales a vector to length 1, if it is not zero. */
function toUnit(vector: readonly number[]): readonly number[] {
  const length = Math.hypot(...vector);
  return length === 0 ? vector : vector.map((value) => value / length);
}

describe("readUnitRows", () => {
  it("scales each vector to length 1 and leaves zero vectors unchanged", () => {
    const matrix = fc
      .integer({ min: 1, max: 9 })
      .chain((size) => fc.array(fc.array(int8, { minLength: size, maxLength: size }), { minLength: 1, maxLength: 6 }));
    fc.assert(
      fc.property(matrix, (vectors) => {
        const dimensions = vectors[0]?.length ?? 0;
        const rows = readUnitRows({ values: encode(vectors.flat()) }, dimensions);
        expect(rows.count).toBe(vectors.length);
        for (const [row, vector] of vectors.map(toUnit).entries()) {
          expect(cosinesBetween(rows, rows)(row, row)).toBeCloseTo(Math.hypot(...vector), 5);
          for (const [at, value] of vector.entries()) expect(rows.values[row * dimensions + at]).toBeCloseTo(value, 5);
        }
      }),
    );
  });

  it("returns no rows for an empty value without dimensions", () => {
    expect(readUnitRows({ values: "" }, 0).count).toBe(0);
  });
});
