import { describe, expect, it } from "vitest";
import { nameClusters } from "./name-clusters.ts";

const vocabulary = ["key", "door", "cat", "kitten", "clinic", "keys"];

function namesOf(words: readonly (readonly number[])[], of: readonly number[]): readonly string[] {
  return nameClusters({ words, vocabulary, clusters: { count: Math.max(...of) + 1, of } });
}

describe("the names of clusters", () => {
  it("are words that many of their passages have and others have not", () => {
    const words = [
      [0, 1, 4],
      [0, 1, 4],
      [2, 3, 4],
      [2, 3, 4],
    ];
    expect(namesOf(words, [0, 0, 1, 1])).toEqual(["door, key", "cat, kitten"]);
  });

  it("have no word twice, neither in one nor in two", () => {
    const words = [
      [0, 5, 1],
      [0, 5, 1],
      [0, 2],
      [0, 2],
    ];
    const names = namesOf(words, [0, 0, 1, 1]);
    expect(names).toEqual(["door, keys", "cat"]);
  });

  it("are empty where there are no words, and there for a single cluster", () => {
    expect(namesOf([[], []], [0, 0])).toEqual([""]);
    expect(namesOf([[4], [4]], [0, 0])).toEqual(["clinic"]);
  });
});
