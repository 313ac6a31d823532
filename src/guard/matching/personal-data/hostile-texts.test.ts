import { describe, expect, it } from "vitest";
import { identifierRecognisers } from "../../checks/safe-harbor/identifier-recognisers.ts";
import { modelFolder } from "../model-folder.ts";
import { recognisersOf } from "./all-recognisers.ts";
import { countryPacks } from "./country-packs.ts";
import { findPersonalData } from "./find-personal-data.ts";
import { openSequenceModel } from "./sequence/open-sequence-model.ts";

const recognisers = [...recognisersOf(Object.keys(countryPacks)), ...identifierRecognisers];
const model = await openSequenceModel(modelFolder("personal-data"));
const LENGTH = 200_000;
const shapes = [
  "1",
  "1 ",
  "1-",
  "(1",
  "a1",
  "A",
  "ab-",
  "1.",
  "12/",
  "+1 ",
  "a@",
  "Ab, 9",
  "Aaaa, ",
  "St. ",
  "Anna Berg ",
  "\n",
];
const words = ["9 years ", "one hundred and ", "data:image/", "age 1 ", "zip 1", "March 3, ", "U_S_", "new york "];

describe("hostile texts", () => {
  // In quadratic time, a text of this length would take minutes, and the test would run into its limit.
  it.each([...shapes, ...words])("%j again and again is read in linear time", (shape) => {
    const text = shape.repeat(Math.ceil(LENGTH / shape.length));
    const found = findPersonalData({ text }, { recognisers, model, thresholdOf: () => 0.5 });
    expect(found.every(({ start, end }) => start < end && end <= text.length)).toBe(true);
  });
});
