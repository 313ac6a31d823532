import { describe, expect, it } from "vitest";
import { patternsGuard } from "../../checks/patterns/patterns-guard.ts";
import { checkAlone, partsOf } from "../../fixtures/check-alone.ts";
import { readPresidioRecognisers } from "./read-presidio-recognisers.ts";

const yaml = `
supported_languages: [en, de]
global_regex_flags: 26
recognizers:
  - name: "Zip code Recognizer"
    supported_languages:
      - language: en
        context: [zip, code]
      - language: de
        context: [Postleitzahl]
    patterns:
      - name: "zip code (weak)"
        regex: "(\\\\b\\\\d{5}(?:\\\\-\\\\d{4})?\\\\b)"
        score: 0.01
    supported_entity: "ZIP"
  - name: "Titles recognizer"
    supported_language: en
    supported_entity: "TITLE"
    deny_list: [Mr., Mrs., Dr.]
    deny_list_score: 1
  - name: CreditCardRecognizer
    type: predefined
  - name: "Off"
    enabled: false
    supported_entity: "OFF"
    patterns: [{name: a, regex: b, score: 1}]
`;

describe("recognisers of Presidio", () => {
  it("become options of the guard of patterns", async () => {
    const { recognisers, warnings } = await readPresidioRecognisers(yaml);
    expect(recognisers).toEqual([
      {
        type: "ZIP",
        patterns: [{ name: "zip code (weak)", regex: "(\\b\\d{5}(?:\\-\\d{4})?\\b)", score: 0.01 }],
        denyList: [],
        context: ["zip", "code", "Postleitzahl"],
      },
      { type: "TITLE", patterns: [], denyList: ["Mr.", "Mrs.", "Dr."], context: [] },
    ]);
    expect(warnings).toEqual([
      '"CreditCardRecognizer" was left out: it is predefined in Presidio. The guard `personal-data` has its own recognisers.',
      '"Off" was left out: it is turned off.',
    ]);
  });

  it("find what they find in Presidio", async () => {
    const check = await patternsGuard.load({ recognisers: (await readPresidioRecognisers(yaml)).recognisers });
    const text = "Dr. Berg lives at zip code 12345; as of today the order has 54321 parts.";
    const result = await checkAlone(check, text);
    expect(partsOf(text, result)).toEqual(["Dr", "12345", "54321"]);
    expect(result.spans.map(({ score }) => score)).toEqual([1, 0.4, 0.01]);
  });

  it.each([
    ["recognizers: [", /not valid YAML \(line 1\)/],
    ["recognizers: [{name: a, patterns: [{name: b}]}]", /"recognizers.0.patterns.0.regex" is not valid/],
    ["a: &x [1]\nrecognizers: *x", /aliases/],
    ["names: []", /"recognizers" is not valid/],
  ])("are refused: %s", async (text, message) => {
    await expect(readPresidioRecognisers(text)).rejects.toMatchObject({
      code: "invalid-settings",
      message: expect.stringMatching(message),
    });
  });
});
