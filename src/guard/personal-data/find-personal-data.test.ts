import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { allRecognisers } from "./all-recognisers.ts";
import { findPersonalData } from "./find-personal-data.ts";
import { generateSentences, kinds } from "./fixtures/generate-sentences.ts";

const query = { recognisers: allRecognisers, countries: ["us", "gb", "in"], thresholdOf: () => 0.5 };
const find = (text: string) =>
  findPersonalData(text, query).map(({ start, end, type }) => `${type} ${text.slice(start, end)}`);

describe("personal data", () => {
  it.each(Object.entries(kinds))("%s is told from near misses", (type, kind) => {
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
        for (const { start, end } of findPersonalData(text, query)) {
          expect(start).toBeGreaterThanOrEqual(last);
          expect(end).toBeGreaterThan(start);
          last = end;
        }
        expect(last).toBeLessThanOrEqual(text.length);
      }),
    );
  });
});
