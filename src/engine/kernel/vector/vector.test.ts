import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { readVectors, writeVectors } from "../segment/vectors-part.ts";
import { createTopList } from "../select/top-list.ts";
import { cosine } from "./cosine.ts";
import { hammingDistances } from "./hamming-distances.ts";
import { quantizeQuery, quantizeVector } from "./quantize.ts";
import { rotate } from "./rotate.ts";
import { searchVectors } from "./search-vectors.ts";

const dimensions = fc.constantFrom(1, 3, 8, 100, 384, 513);
const unitVector = (size: number) =>
  fc.array(fc.double({ min: -1, max: 1, noNaN: true }), { minLength: size, maxLength: size }).map((values) => {
    const length = Math.hypot(...values);
    return Float32Array.from(values, (value, index) => (length < 1e-6 ? (index === 0 ? 1 : 0) : value / length));
  });
const vectors = dimensions.chain((size) => fc.array(unitVector(size), { minLength: 2, maxLength: 5 }));

const dot = (left: ArrayLike<number>, right: ArrayLike<number>) =>
  Array.from(left).reduce((sum, value, index) => sum + value * (right[index] ?? 0), 0);

function partOf(rows: readonly Float32Array[]) {
  return readVectors(writeVectors(rows[0]?.length ?? 0, rows.map(quantizeVector)));
}

describe("stored vectors", () => {
  it("keep their dot products when they are rotated", () => {
    fc.assert(
      fc.property(vectors, ([left = new Float32Array(), right = new Float32Array()]) => {
        expect(dot(rotate(left), rotate(right))).toBeCloseTo(dot(left, right), 6);
      }),
    );
  });

  it("give the cosine within their rounding error", () => {
    fc.assert(
      fc.property(vectors, ([query = new Float32Array(), ...rows]) => {
        const part = partOf(rows);
        for (const [ordinal, row] of rows.entries()) {
          const bound = Math.sqrt(row.length) * 0.51 * (part.scales[ordinal] ?? 0) + 1e-3;
          expect(Math.abs(cosine(part, ordinal, quantizeQuery(query)) - dot(query, row))).toBeLessThan(bound);
        }
      }),
    );
  });

  it("are read back as they were written, every row aligned to 16 bytes", () => {
    fc.assert(
      fc.property(vectors, (rows) => {
        const part = partOf(rows);
        expect(rows.map((_, ordinal) => part.row(ordinal))).toEqual(rows.map(quantizeVector));
        expect([part.codes.byteOffset % 16, part.values.byteOffset % 16, part.valueStride % 16]).toEqual([0, 0, 0]);
      }),
    );
  });

  it("have Hamming distances equal to a count bit by bit", () => {
    fc.assert(
      fc.property(vectors, ([query = new Float32Array(), ...rows]) => {
        const isAbove = (row: Float32Array, at: number) => (row[at] ?? 0) > 0;
        const expected = rows.map((row) => row.filter((_, at) => isAbove(row, at) !== isAbove(query, at)).length);
        expect([...hammingDistances(partOf(rows), quantizeQuery(query).code)]).toEqual(expected);
      }),
    );
  });
});

describe("a vector search", () => {
  it("finds the same chunks by one-bit codes as by a full scan, over segments, with a filter, ties by chunk id", () => {
    const rows = fc.array(fc.integer({ min: 0, max: 9 }), { minLength: 1, maxLength: 30 });
    fc.assert(
      fc.property(
        rows,
        fc.integer({ min: 1, max: 8 }),
        fc.uint32Array({ minLength: 1, maxLength: 1 }),
        (seeds, limit, allowed) => {
          const rowsOf = seeds.map((seed) => Float32Array.from({ length: 16 }, (_, at) => Math.sin(seed * 7 + at) / 3));
          const parts = [rowsOf.filter((_, at) => at % 2 === 0), rowsOf.filter((_, at) => at % 2 === 1)];
          const sources = parts.flatMap((part, segment) =>
            part.length > 0 ? [{ segment, part: partOf(part), allowed: Uint32Array.from(allowed) }] : [],
          );
          const find = (exact: boolean) => {
            const top = createTopList(limit, (segment, ordinal) => String(ordinal * 2 + segment).padStart(3, "0"));
            searchVectors(sources, { values: rowsOf[0] ?? new Float32Array(16), limit, exact }, top);
            return top.toArray();
          };
          const found = find(false);
          expect(found).toEqual(find(true));
          const possible = sources.flatMap(({ part }) =>
            Array.from({ length: part.count }, (_, at) => ((allowed[0] ?? 0) >>> at) & 1),
          );
          expect(found).toHaveLength(Math.min(limit, possible.filter((bit) => bit === 1).length));
          const numbers = found.map(({ segment, ordinal, score }) => ({ number: ordinal * 2 + segment, score }));
          const sorted = [...numbers].sort((left, right) => right.score - left.score || left.number - right.number);
          expect(numbers).toEqual(sorted);
        },
      ),
    );
  });
});
