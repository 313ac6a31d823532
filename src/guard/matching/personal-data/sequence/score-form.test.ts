import { describe, expect, it } from "vitest";
import { gazetteerClasses } from "./gazetteers.ts";
import { scoreForm } from "./score-form.ts";
import { splitTokens } from "./split-tokens.ts";

const shareOf = (type: string, text: string, known?: (typeof gazetteerClasses)[number]) => {
  const { texts } = splitTokens(text);
  const classes = known === undefined ? 0 : 1 << gazetteerClasses.indexOf(known);
  return scoreForm(type, { texts, classes: new Int32Array(texts.length).fill(classes) });
};

describe("the form of an entity", () => {
  it("leaves the whole score to names, streets and telephone numbers that look like ones", () => {
    expect(shareOf("PERSON", "Anna Berg", "firstNames")).toBe(1);
    expect(shareOf("STREET_ADDRESS", "12 Baker Street", "streetWords")).toBe(1);
    expect(shareOf("STREET_ADDRESS", "Hauptstraße 12")).toBe(1);
    expect(shareOf("PHONE_NUMBER", "0494 92 82 32")).toBe(1);
    expect(shareOf("PHONE_NUMBER", "212-555-0143")).toBe(1);
  });

  it("lowers the score of what only its neighbours speak for", () => {
    expect(shareOf("PERSON", "Capital Gain")).toBe(0.6);
    expect(shareOf("STREET_ADDRESS", "Windows 11")).toBe(0.45);
    expect(shareOf("STREET_ADDRESS", "Baker Street", "streetWords")).toBe(0.45);
    expect(shareOf("PHONE_NUMBER", "(98) 936 838")).toBe(0.45);
  });

  it("leaves nothing to what cannot be one", () => {
    expect(shareOf("PHONE_NUMBER", "(799)")).toBe(0);
  });
});
