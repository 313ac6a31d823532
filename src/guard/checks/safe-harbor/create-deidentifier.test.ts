import { describe, expect, it } from "vitest";
import { InvalidArgumentError } from "../../../core/index.ts";
import { createDeidentifier, type SafeHarborOptions } from "./create-deidentifier.ts";

const remover = await createDeidentifier({ currentYear: 2026 });
const remove = (text: string) => remover.deidentify(text).text;
const withOptions = async (options: Partial<SafeHarborOptions>) => {
  const deidentifier = await createDeidentifier({ currentYear: 2026, ...options });
  return (text: string) => deidentifier.deidentify(text).text;
};

describe("the Safe Harbor method", () => {
  it.each([
    ["a name", "Patient: Katherine Johnson, stable.", /Katherine|Johnson/],
    ["a street", "She lives at 12 Baker Street, Springfield, IL 62704.", /Baker|Springfield|62704/],
    ["a date", "Admitted on March 3, 2024 with fever.", /March|\b3\b/],
    ["a telephone number", "Call (212) 555-0143 today.", /212|0143/],
    ["a fax number", "Fax: 020 7946 0018", /7946/],
    ["an e-mail address", "Write to anna@berg.example.", /anna|berg/],
    ["a social security number", "SSN 536-90-4399", /4399/],
    ["a medical record number", "MRN: 00452-771", /00452/],
    ["a health plan number", "Member ID: XKJ98-2201", /XKJ98/],
    ["an account number", "Account no. 99-4821", /4821/],
    ["a licence number", "Medical license G-8842", /8842/],
    ["a vehicle", "VIN 1M8GDM9AXKP042788, license plate 7ABC123", /1M8G|7ABC/],
    ["a device", "Pacemaker serial number PM-77120", /77120/],
    ["a web address", "See https://example.org/anna", /example\.org/],
    ["an address on a network", "Logged in from 203.0.113.7", /203\.0/],
    ["a biometric identifier", "Fingerprint record FP-22871", /22871/],
    ["a picture", `Photo: data:image/png;base64,${"iVBORw0KGgo".repeat(9)}=`, /iVBOR/],
    ["any other number", "Specimen 2024X88213A was sent.", /88213/],
  ])("removes %s", (_, text, identifier) => {
    expect(text).toMatch(identifier);
    expect(remove(text)).not.toMatch(identifier);
  });

  it("keeps years, states, countries, ages below 90 and values found before", () => {
    expect(remove("A 64-year-old man from Texas was seen in 2021 and on 2022-05-06.")).toBe(
      "A 64-year-old man from Texas was seen in 2021 and on 2022.",
    );
    const plain = "Ibuprofen 400 mg three times a day; blood pressure 120/80 mmHg, pulse 72.";
    expect(remove(plain)).toBe(plain);
  });

  it("keeps three digits of postal codes, and none of areas of few people", () => {
    expect(remove("ZIP code 02139")).toBe("ZIP code 021");
    expect(remove("ZIP code 02139-4307")).toBe("ZIP code 021");
    for (const prefix of "036 059 063 102 203 556 692 790 821 823 830 831 878 879 884 890 893".split(" "))
      expect(remove(`ZIP code ${prefix}12`)).toBe("ZIP code 000");
  });

  it("keeps no age above 89, and no year that tells one", () => {
    expect(remove("She is 89 years old.")).toBe("She is 89 years old.");
    expect(remove("She is 90 years old.")).toBe("She is 90 or older years old.");
    expect(remove("A ninety-four-year-old man")).toBe("A 90 or older-year-old man");
    expect(remove("Katherine Johnson, 92, was seen.")).toBe("[PERSON], 90 or older, was seen.");
    expect(remove("Born on 1936-05-04.")).toBe("Born on [DATE_TIME].");
    expect(remove("Born on 1937-05-04.")).toBe("Born on 1937.");
  });

  it("says what it replaced, and where", () => {
    expect(remover.deidentify("Write to anna@berg.example.").replaced).toEqual([
      { start: 9, end: 26, type: "EMAIL_ADDRESS" },
    ]);
  });
});

describe("surrogates", () => {
  it("are the same for the same value and seed, others for other seeds, and of the same form", async () => {
    const text =
      "Ask Katherine Johnson (SSN 536-90-4399, (212) 555-7143). KATHERINE JOHNSON agreed, and so did Johnson.";
    const first = await withOptions({ mode: "surrogate", seed: "vault 1" });
    const made = first(text);
    expect(first(text)).toBe(made);
    expect((await withOptions({ mode: "surrogate", seed: "vault 2" }))(text)).not.toBe(made);
    const [, given = "", family = ""] = /Ask (\w+) (\w+) \(/.exec(made) ?? [];
    expect(made).toContain(`${given} ${family}`.toUpperCase());
    expect(made).toMatch(/SSN 000-\d\d-\d{4}, \(\d{3}\) 555-01\d\d\)/);
    expect(made).not.toMatch(/Katherine|Johnson|4399|7143/i);
  });

  it("are nobody's: check digits are wrong, and addresses are for examples", async () => {
    const replace = await withOptions({ mode: "surrogate", seed: "vault 1" });
    const made = replace(
      "Card 4111 1111 1111 1111, IBAN GB82 WEST 1234 5698 7654 32, NPI 1234567893, anna@berg.example, 8.8.8.8, https://berg.example.",
    );
    expect(made).toMatch(/@example\.com, 192\.0\.2\.\d+, https:\/\/example\.com\//);
    expect(made).toMatch(/IBAN GB00 /);
    expect(replace(made)).not.toMatch(/4111|1234567893|berg/);
    const card = /Card ([\d ]+),/.exec(made)?.[1]?.replaceAll(" ", "") ?? "";
    const sum = Array.from(card).reduce((total, digit, at) => {
      const doubled = Number(digit) * (at % 2 === 0 ? 2 : 1);
      return total + (doubled > 9 ? doubled - 9 : doubled);
    }, 0);
    expect(sum % 10).not.toBe(0);
  });

  it("need a seed", async () => {
    await expect(createDeidentifier({ currentYear: 2026, mode: "surrogate" })).rejects.toThrow(InvalidArgumentError);
    await expect(createDeidentifier({ currentYear: 2026, dates: "shift" })).rejects.toThrow(InvalidArgumentError);
  });
});

describe("moved dates", () => {
  it("keep their form and their distances", async () => {
    const move = await withOptions({ dates: "shift", seed: "patient 1" });
    const made = move("Seen on 2024-03-01, again on 2024-03-11 and on March 21, 2024.");
    const [, first = "", second = "", third = ""] = /on (\S+), again on (\S+) and on (.+)\./.exec(made) ?? [];
    const days = (from: string, to: string) => (Date.parse(`${to} UTC`) - Date.parse(`${from} UTC`)) / 86_400_000;
    expect([days(first, second), days(second, third)]).toEqual([10, 10]);
    expect(first).not.toBe("2024-03-01");
    expect(third).toMatch(/^[A-Z][a-z]+ \d{1,2}, \d{4}$/);
  });
});

describe("the strict whitelist", () => {
  it("keeps words of the general vocabulary only", async () => {
    const strict = await withOptions({ whitelist: true });
    expect(strict("The patient had a severe pain for 12 days after xylotrimofan 2500.")).toBe(
      "The patient had a severe pain for 12 days after [WORD] [NUMBER].",
    );
    expect(strict("we met zorblax at the station")).not.toContain("zorblax");
  });
});
