import { describe, expect, it } from "vitest";
import { languageCode } from "./language-code.ts";

describe("the code of a language tag", () => {
  it.each([
    ["de", "de"],
    ["de-AT", "de"],
    [" pt_BR ", "pt"],
    ["deu", "de"],
    ["EN-us", "en"],
    ["zh-Hant-TW", "zh"],
    ["nb-NO", "no"],
    ["nn", "no"],
  ])("of %j is %s", (tag, code) => {
    expect(languageCode(tag)).toBe(code);
  });

  it.each(["", "German", "x", "gsw", "und", "de;en", "\u0000"])("is undefined for %j", (tag) => {
    expect(languageCode(tag)).toBeUndefined();
  });
});
