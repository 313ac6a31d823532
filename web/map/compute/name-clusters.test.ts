import { describe, expect, it } from "vitest";
import { nameClusters } from "./name-clusters.ts";

const vocabulary = ["key", "door", "cat", "kitten", "clinic", "keys"];

function namesOf(words: readonly (readonly number[])[], of: readonly number[]): readonly string[] {
  return nameClusters({ words, vocabulary, clusters: { count: Math.max(...of) + 1, of } });
}

describe("nameClusters", () => {
  it("names a cluster with words that are frequent in it and rare in the others", () => {
    const words = [
      [0, 1, 4],
      [0, 1, 4],
      [2, 3, 4],
      [2, 3, 4],
    ];
    expect(namesOf(words, [0, 0, 1, 1])).toEqual(["door, key", "cat, kitten"]);
  });

  it("uses no word twice, either in one name or in two", () => {
    const words = [
      [0, 5, 1],
      [0, 5, 1],
      [0, 2],
      [0, 2],
    ];
    const names = namesOf(words, [0, 0, 1, 1]);
    expect(names).toEqual(["door, keys", "cat"]);
  });

  it("returns an empty name without words, and a name for a single cluster", () => {
    expect(namesOf([[], []], [0, 0])).toEqual([""]);
    expect(namesOf([[4], [4]], [0, 0])).toEqual(["clinic"]);
  });
});
