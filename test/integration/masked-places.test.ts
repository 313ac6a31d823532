import { describe, expect, it } from "vitest";

interface MaskedPlace {
  readonly type: string;
  readonly start: number;
  readonly end: number;
}

const path = new URL("../../bench/guards/find-masked.mjs", import.meta.url).href;
const { findMasked }: { findMasked: (text: string, masked: string, mark: RegExp) => readonly MaskedPlace[] } =
  await import(path);
const find = (text: string, masked: string) =>
  findMasked(text, masked, /<([A-Z]+)>/g).map(({ type, start, end }) => [type, text.slice(start, end)]);

describe("the places that a library masked", () => {
  it("are read from its masked copy", () => {
    expect(find("Anna (Berg) has 42 cats.", "<NAME> (<NAME>) has <NUMBER> cats.")).toEqual([
      ["NAME", "Anna"],
      ["NAME", "Berg"],
      ["NUMBER", "42"],
    ]);
    expect(find("Nothing here.", "Nothing here.")).toEqual([]);
  });

  it("may hold the text that follows them, and end the text", () => {
    expect(find("Call 1 2 3 and 4 5", "Call <PHONE> and <PHONE>")).toEqual([
      ["PHONE", "1 2 3"],
      ["PHONE", "4 5"],
    ]);
    expect(find("a.b.c.", "<X>.")).toEqual([["X", "a.b.c"]]);
  });

  it("are rejected if the copy is of another text", () => {
    expect(() => find("Anna has cats.", "<NAME> has dogs.")).toThrow("does not come from the text");
  });
});
