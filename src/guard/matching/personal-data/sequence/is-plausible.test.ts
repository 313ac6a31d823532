import { describe, expect, it } from "vitest";
import { gazetteerClasses } from "./gazetteers.ts";
import { isPlausible } from "./is-plausible.ts";
import { splitTokens } from "./split-tokens.ts";

const isPlausibleText = (type: string, text: string, classes = 0) => {
  const { texts } = splitTokens(text);
  return isPlausible(type, { texts, classes: new Int32Array(texts.length).fill(classes) });
};
const firstName = 1 << gazetteerClasses.indexOf("firstNames");

describe("an entity", () => {
  it.each([
    ["PERSON", "Anna M. Berg-Müller"],
    ["PERSON", "J. Smith"],
    ["PHONE_NUMBER", "+46 (0)8 928 571 38"],
    ["PHONE_NUMBER", "9472 7916"],
    ["PHONE_NUMBER", "212.555.0143 x204"],
    ["STREET_ADDRESS", "12 Baker Street,\nLondon"],
    ["STREET_ADDRESS", "28030"],
    ["AGE", "31"],
    ["ZIP_CODE", "EC1A 1BB"],
  ])("%s may be %j", (type, text) => {
    expect(isPlausibleText(type, text)).toBe(true);
  });

  it.each([
    ["PERSON", "quis hendrerit"],
    ["PERSON", "Q. While they. Believe"],
    ["PERSON", "Massa. Est"],
    ["PERSON", "Form 10"],
    ["PERSON", "—"],
    ["PHONE_NUMBER", "(799)"],
    ["PHONE_NUMBER", "2022 2021 2020"],
    ["PHONE_NUMBER", "$299.99 145 880"],
    ["PHONE_NUMBER", "13 14 49e168"],
    ["STREET_ADDRESS", "$164"],
    ["STREET_ADDRESS", "1 9 8 7 5 3"],
    ["STREET_ADDRESS", "12"],
    ["AGE", "940"],
    ["ZIP_CODE", "—"],
    ["GPE", "100 %"],
  ])("%s cannot be %j", (type, text) => {
    expect(isPlausibleText(type, text)).toBe(false);
  });

  it("in small letters is a person if the gazetteers know a part of it", () => {
    expect(isPlausibleText("PERSON", "anna berg", firstName)).toBe(true);
  });
});
