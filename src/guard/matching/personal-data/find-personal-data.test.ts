import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { generateSentences, identifierKinds } from "../../../../bench/guards/identifier-sentences.ts";
import { recognisersOf } from "./all-recognisers.ts";
import { findPersonalData } from "./find-personal-data.ts";

const query = {
  recognisers: recognisersOf(["us", "gb", "in", "de", "fr"]),
  thresholdOf: (type: string) => (type === "DATE_TIME" ? 2 : 0.5),
};
const withDates = { ...query, thresholdOf: () => 0.5 };
const find = (text: string) =>
  findPersonalData({ text }, query).map(({ start, end, type }) => `${type} ${text.slice(start, end)}`);

describe("personal data", () => {
  it.each(Object.entries(identifierKinds))("%s is told from near misses", (type, kind) => {
    const wrong: string[] = [];
    let right = 0;
    for (const { text, value } of generateSentences(kind, 1_000, 7)) {
      const found = find(text).filter((each) => each.startsWith(type));
      const isRight = value === undefined ? found.length === 0 : found.includes(`${type} ${value}`);
      if (isRight) right++;
      else wrong.push(`${text} → ${found.join(", ")}`);
    }
    expect(wrong.slice(0, 10)).toEqual([]);
    expect(right).toBe(1_000);
  });

  it.each([
    ["NPI 1234567893 prescribed it.", "US_NPI 1234567893"],
    ["The DEA number is BB1388568.", "US_DEA BB1388568"],
    ["Medicare: 1EG4-TE5-MK73", "US_MBI 1EG4-TE5-MK73"],
    ["NHS number 943 476 5919", "UK_NHS 943 476 5919"],
    ["Her Aadhaar is 2345 6789 0124.", "IN_AADHAAR 2345 6789 0124"],
    ["ABA routing number 021000021", "US_BANK_ROUTING 021000021"],
    ["The VIN is 1M8GDM9AXKP042788.", "VIN 1M8GDM9AXKP042788"],
    ["Passport no. C01X00T47 expires soon.", "PASSPORT C01X00T47"],
    ["MRN: 00452-771", "MEDICAL_RECORD_NUMBER 00452-771"],
    ["See https://example.org/a?b=1.", "URL https://example.org/a?b=1"],
  ])("is found in %j", (text, expected) => {
    expect(find(text)).toEqual([expected]);
  });

  it.each([
    "The invoice 1234567893 is paid.",
    "NPI 1234567890 is wrong.",
    "The DEA number is BB1388567.",
    "Call extension 204 from 8:00 to 18:30 on 2025-06-02.",
    "The autoclave A-113 was bought in 2022 for €1,234.56; the seal SV-20884 costs €15.",
    "ISBN 978-3-16-148410-0, DOI 10.1000/182, RFC 4648, ICD-10 E11.9",
    "a = 021000021 * 3; b = 0x1M8GDM9AXKP042788",
  ])("is not found in %j", (text) => {
    expect(find(text)).toEqual([]);
  });

  it.each([
    ["Call +49 30 901820 today.", "PHONE_NUMBER +49 30 901820"],
    ["My number: (212) 555-0143", "PHONE_NUMBER (212) 555-0143"],
    ["Tel. 030 901820", "PHONE_NUMBER 030 901820"],
    ["Ring me on 020 7946 0018 tonight", "PHONE_NUMBER 020 7946 0018"],
    ["fax 01 42 34 56 78", "PHONE_NUMBER 01 42 34 56 78"],
    ["212-555-0143 x204 is our desk", "PHONE_NUMBER 212-555-0143 x204"],
    ["Order 4711-22, call (212) 555-0143", "PHONE_NUMBER (212) 555-0143"],
    ["A 79-year-old man", "AGE 79"],
    ["aged 7, 31 y/o in 2030", "AGE 7 AGE 31 DATE_TIME 2030"],
    ["He turned 48 on 3 May 2021.", "AGE 48 DATE_TIME 3 May 2021"],
    ["Born 5/7/84 in Rome", "DATE_TIME 5/7/84"],
    ["On 2024-05-06 12:30:11 it began.", "DATE_TIME 2024-05-06 12:30:11"],
    ["They have lived here since 1987.", "DATE_TIME 1987"],
    ["ZIP code 90210", "ZIP_CODE 90210"],
    ["Her driver's license is D1234567", "US_DRIVER_LICENSE D1234567"],
    ["Steuer-ID 65 929 970 489", "DE_TAX_ID 65 929 970 489"],
    ["NIR 1 51 02 46 102 043 25", "FR_NIR 1 51 02 46 102 043 25"],
  ])("is told by its form and the words around it in %j", (text, expected) => {
    const found = findPersonalData({ text }, withDates).map(
      ({ start, end, type }) => `${type} ${text.slice(start, end)}`,
    );
    expect(found.join(" ")).toBe(expected);
  });

  it.each([
    "The order 555-0143-2231 was shipped on 12.05.2024.",
    "Version 1.13.16 of 10.0.19045 is out.",
    "Between 1999-2000 and 2019/2020 prices rose.",
    "It costs 1 234 567 dollars or 12,345,678 yen.",
    "Tracking number 0301234567890",
    "3.14159265358979 and 6.02214076",
    "Page 30 of 212, 5551234 rows, 100 200 300 400 points",
    "The tool weighs 31 years of work; turn 90 degrees; age 30 percent",
    "ISO 8601-1:2019, DIN 18040-2, patent 5 123 456 789",
  ])("finds neither telephone number nor age in %j", (text) => {
    expect(find(text)).toEqual([]);
  });

  it("never overlaps, and stays within the text", () => {
    const piece = fc.oneof(
      fc.string(),
      fc.constantFrom(
        "4111 1111 1111 1111",
        "GB82 WEST 1234 5698 7654 32",
        "a@b.de",
        "10.0.0.1",
        "078-05-1121",
        "SSN ",
        "version ",
      ),
    );
    fc.assert(
      fc.property(fc.array(piece, { maxLength: 10 }), (pieces) => {
        const text = pieces.join("");
        let last = 0;
        for (const { start, end } of findPersonalData({ text }, query)) {
          expect(start).toBeGreaterThanOrEqual(last);
          expect(end).toBeGreaterThan(start);
          last = end;
        }
        expect(last).toBeLessThanOrEqual(text.length);
      }),
    );
  });
});
