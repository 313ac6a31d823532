import { describe, expect, it } from "vitest";
import { signText } from "./sign-text.ts";

describe("signText", () => {
  it.each([
    ["letters", `The – word ${"abcdefghij".repeat(500_000)} end.`],
    ["Chinese characters", "水火木金土".repeat(1_000_000)],
    ["combining marks", `a${"\u0301\u0302\u0303".repeat(1_700_000)}`],
    ["characters of two code units", "𝒜".repeat(2_500_000)],
  ])("signs a run of five million %s", (_, text) => {
    expect(signText(text)?.bytes.length).toBeGreaterThan(0);
  });

  it("signs words alike, whatever is between them", () => {
    const text = Array.from({ length: 40_000 }, (_, place) => `word${place}`).join(" ");
    expect(signText(text)?.bands).toEqual(signText(text.replaceAll(" ", "\n"))?.bands);
  });
});
