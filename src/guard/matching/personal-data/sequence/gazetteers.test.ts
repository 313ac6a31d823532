import { describe, expect, it } from "vitest";
import { createGazetteers, type GazetteerLists, gazetteerClasses } from "./gazetteers.ts";

const empty = Object.fromEntries(gazetteerClasses.map((name) => [name, ""])) as GazetteerLists;
const { classesOf } = createGazetteers({
  ...empty,
  firstNames: "renee",
  cities: "porto_alegre rome",
  countries: "cote_d_'_ivoire",
});
const bit = (name: (typeof gazetteerClasses)[number]) => 1 << gazetteerClasses.indexOf(name);

describe("gazetteers", () => {
  it("know words in any case, with and without marks", () => {
    expect([...classesOf(["RENÉE", "Rome"])].map((bits) => [bits & bit("firstNames"), bits & bit("cities")])).toEqual([
      [bit("firstNames"), 0],
      [0, bit("cities")],
    ]);
  });

  it("know entries of several words, and none of their words alone", () => {
    expect([...classesOf(["in", "Porto", "Alegre", "Porto"])].map((bits) => bits & bit("cities"))).toEqual([
      0,
      bit("cities"),
      bit("cities"),
      0,
    ]);
  });
});
