import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { findDates } from "./find-dates.ts";
import { findNumbers } from "./find-numbers.ts";

const numbers = (text: string): string[] =>
  findNumbers(text).map(({ value, unit }) => `${value}${unit === undefined ? "" : ` ${unit}`}`);
const dates = (text: string): string[] => findDates(text).map((date) => date.iso);

describe("findNumbers", () => {
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

  it("reads back any number that it would itself write with separators", () => {
    fc.assert(
      fc.property(fc.integer({ min: 0, max: 1e12 }), (value) => {
        const text = `There are ${value.toLocaleString("en-US")} of them.`;
        expect(findNumbers(text).map((one) => one.value)).toEqual([value]);
      }),
    );
  });
});

describe("findDates", () => {
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

describe("every finder", () => {
  it("gives sorted spans inside the text without overlap", () => {
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
        for (const find of [findNumbers, findDates]) {
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
