import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { findDates } from "./find-dates.ts";
import { findIdentifiers } from "./find-identifiers.ts";
import { findNames } from "./find-names.ts";
import { findNumbers } from "./find-numbers.ts";
import { findTimes } from "./find-times.ts";
import { toBaseUnit } from "./to-base-unit.ts";

const numbers = (text: string): string[] =>
  findNumbers(text).map(({ value, unit }) => `${value}${unit === undefined ? "" : ` ${unit}`}`);
const dates = (text: string): string[] => findDates(text).map((date) => date.iso);

describe("numbers in a text", () => {
  it.each([
    ["1,234.5 beds and 12 mg", ["1234.5", "12 mg"]],
    ["5 % of 3.5 million, or 20 percent", ["5 %", "3500000", "20 %"]],
    ["10-20 milligrams, 2 to 4 weeks", ["10 mg", "20 mg", "2 week", "4 week"]],
    ["$1,200 or 50€", ["1200 $", "50 €"]],
    ["between -3 and 37.5°C", ["-3 °c", "37.5 °c"]],
    ["three days, twelve nurses, one hour, one of them", ["3 day", "12", "1 h"]],
    ["1.234,56 and 3,5 and 1\u202f234", ["1234.56", "3.5", "1234"]],
    ["COVID-19 E11.9 v1.2.3 A113 1.2.3", []],
    ["400mg of 5mmol/L", ["400 mg", "5 mmol/l"]],
    ["the 19th ward on March 3, 2024 in room 12.", ["19", "12"]],
    ["two hundred patients in 2019", ["200", "2019"]],
    ["within twenty-four hours, from 8:00 to 17:30, ninety days", ["24 h", "8", "0", "17", "30", "90 day"]],
  ])("reads %j", (text, expected) => {
    expect(numbers(text)).toEqual(expected);
  });

  it("are read with separators of thousands", () => {
    fc.assert(
      fc.property(fc.integer({ min: 0, max: 1e12 }), (value) => {
        const text = `There are ${value.toLocaleString("en-US")} of them.`;
        expect(findNumbers(text).map((number) => number.value)).toEqual([value]);
      }),
    );
  });
});

describe("dates in a text", () => {
  it.each([
    ["on 2024-03-05, or 2024-03", ["2024-03-05", "2024-03"]],
    [
      "March 3, 2024; 3 March 2024; 3rd of March 2024; Mar. 3 2024",
      ["2024-03-03", "2024-03-03", "2024-03-03", "2024-03-03"],
    ],
    ["in March 2024 and in 1999", ["2024-03", "1999"]],
    ["by December 24", ["--12-24"]],
    ["25.12.2024, 12/25/2024, 03/04/2024", ["2024-12-25", "2024-12-25", "2024"]],
    ["$2000, 2024-13-01, 12345, A-2019x, you may 5", []],
  ])("reads %j", (text, expected) => {
    expect(dates(text)).toEqual(expected);
  });
});

describe("times of day in a text", () => {
  it.each([
    ["from 8:00 to 17:30, at 8 am, 8 p.m. or 12 am", [480, 1050, 480, 1200, 0]],
    ["12:15 pm and 8.30 p.m.", [735, 1230]],
    ["10.30 euros, 1:2, 25:00, 8:75, 3 amps, 1:00:00", []],
  ])("reads %j", (text, minutes) => {
    expect(findTimes(text).map((time) => time.minutes)).toEqual(minutes);
  });
});

describe("base units", () => {
  it.each([
    [500, "mg", 0.5, "g"],
    [1.5, "day", 129_600, "s"],
    [2, "year", 24, "month"],
    [212, "°f", 100, "°c"],
    [5, "%", 5, "%"],
    [7, "", 7, ""],
  ])("are used to compare %d %s", (value, unit, base, dimension) => {
    expect(toBaseUnit(value, unit)).toEqual({ value: base, dimension });
  });
});

describe("names in a text", () => {
  it("are found inside sentences; a first word only if it is certainly a name", () => {
    const text =
      "Patients met Dr. Maria Lopez of the Department of Health. Ludwig van Beethoven came. WHO agrees. Lopez left, as Lopez does.";
    expect(findNames(text).map((name) => name.text)).toEqual([
      "Dr. Maria Lopez of the Department of Health",
      "Ludwig van Beethoven",
      "WHO",
      "Lopez",
      "Lopez",
    ]);
  });
});

describe("identifiers in a text", () => {
  it("are codes, but not words, numbers or quantities", () => {
    const text =
      "Code E11.9 (ICD-10), part A-113, v1.2.3, fooBar, snake_case, user@x.org: 12mg on the 3rd of 1,234 well-known days.";
    expect(findIdentifiers(text).map((word) => word.text)).toEqual([
      "E11.9",
      "ICD-10",
      "A-113",
      "v1.2.3",
      "fooBar",
      "snake_case",
      "user@x.org",
    ]);
  });
});

describe("the spans of every kind of fact", () => {
  it("are sorted, inside the text and without overlap", () => {
    const pieces = [
      "12",
      "2024",
      "March ",
      "-",
      ".",
      ",",
      "A",
      " mg",
      "%",
      "$",
      " to ",
      "three ",
      "/",
      "Ng ",
      "of ",
      "\u202f",
      "😀",
      "_",
    ];
    const written = fc.array(fc.constantFrom(...pieces), { maxLength: 30 }).map((all) => all.join(""));
    fc.assert(
      fc.property(written, (text) => {
        for (const find of [findNumbers, findDates, findTimes, findNames, findIdentifiers]) {
          let before = 0;
          for (const { span } of find(text)) {
            expect(span.start).toBeGreaterThanOrEqual(before);
            expect(span.end).toBeGreaterThan(span.start);
            before = span.end;
          }
          expect(before).toBeLessThanOrEqual(text.length);
        }
        expect(findNumbers(text).every(({ value }) => Number.isFinite(value))).toBe(true);
      }),
      { numRuns: 300 },
    );
  });
});
