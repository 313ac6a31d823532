import { describe, expect, it } from "vitest";
import { computeMap } from "./compute-map.ts";
import { groupsOfRows } from "./fixtures/groups-of-rows.ts";
import { placeQuestions } from "./place-questions.ts";

const { rows, groups } = groupsOfRows([40, 30, 20]);
const documentOf = groups.map((_, row) => row);

describe("the computed map", () => {
  const map = computeMap(rows, documentOf);

  it("is exactly the same for the same passages", () => {
    expect(computeMap(rows, documentOf)).toEqual(map);
  });

  it("finds the groups of similar passages, the largest first", () => {
    const found = new Set(groups.map((group, row) => `${group} ${map.clusters.of[row]}`));
    expect([...found].sort()).toEqual(["0 0", "1 1", "2 2"]);
    expect(map.clusters.count).toBe(3);
  });

  it("places passages of one group next to each other, within the square", () => {
    const place = (row: number): [number, number] => [map.places[2 * row] ?? 9, map.places[2 * row + 1] ?? 9];
    expect(Math.max(...map.places.map(Math.abs))).toBeCloseTo(1, 5);
    const distance = (one: number, other: number): number =>
      Math.hypot(place(one)[0] - place(other)[0], place(one)[1] - place(other)[1]);
    for (const [row, group] of groups.entries()) {
      const others = groups.map((_, other) => other).filter((other) => other !== row);
      const nearest = others.reduce((best, other) => (distance(row, other) < distance(row, best) ? other : best));
      expect(groups[nearest]).toBe(group);
    }
  });

  it("reports progress step by step", () => {
    const steps: string[] = [];
    computeMap(rows, documentOf, (step, share) => {
      expect(share).toBeGreaterThanOrEqual(0);
      expect(share).toBeLessThanOrEqual(1);
      if (steps.at(-1) !== step) steps.push(step);
    });
    expect(steps).toEqual(["compare", "group", "place"]);
  });

  it.each([0, 1, 2, 5, 6, 13])("has a place and a group for each passage of a collection of %i", (count) => {
    const few = groupsOfRows([count]).rows;
    const { places, clusters } = computeMap(few, new Array(count).fill(0));
    expect(places.length).toBe(2 * count);
    expect([...places].every(Number.isFinite)).toBe(true);
    expect(clusters.of.length).toBe(count);
  });

  it("pairs near duplicates of different documents only, most similar first", () => {
    const close = groupsOfRows([3], { spread: 0.01 }).rows;
    expect(computeMap(close, [0, 0, 0]).nearDuplicates).toEqual([]);
    const { nearDuplicates } = computeMap(close, [0, 0, 1]);
    expect(nearDuplicates.map(({ other }) => other)).toEqual([2, 2]);
    expect(nearDuplicates[0]?.cosine).toBeGreaterThanOrEqual(nearDuplicates[1]?.cosine ?? 2);
  });

  it("finds the passage that is far from all others", () => {
    const apart = groupsOfRows([40, 30, 1], { spread: 0.1 }).rows;
    expect(computeMap(apart, documentOf).outliers).toEqual([70]);
    expect(map.outliers.length).toBeLessThan(5);
  });

  it("places a question among its nearest passages", () => {
    for (const row of [0, 45, 75]) {
      const question = {
        ...rows,
        count: 1,
        values: rows.values.slice(row * rows.dimensions, (row + 1) * rows.dimensions),
      };
      const [placed] = placeQuestions(question, { rows, places: map.places, clusters: map.clusters });
      expect(placed?.nearest[0]).toBe(row);
      expect(placed?.cluster).toBe(groups[row]);
      const mates = groups.flatMap((group, other) => (group === groups[row] ? [other] : []));
      for (const axis of [0, 1] as const) {
        const values = mates.map((other) => map.places[2 * other + axis] ?? Number.NaN);
        const at = axis === 0 ? placed?.x : placed?.y;
        expect(at).toBeGreaterThanOrEqual(Math.min(...values));
        expect(at).toBeLessThanOrEqual(Math.max(...values));
      }
    }
  });
});
