import { Buffer } from "node:buffer";
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { isProse } from "./is-prose.ts";

const numbers = Array.from({ length: 60 }, (_, index) => (Math.sin(index) / 10).toFixed(8));
const bytes = Buffer.from(numbers.join(";"));
const hexDump = bytes
  .toString("hex")
  .replaceAll(/(..)/g, "$1 ")
  .replaceAll(/(.{48})/g, "$1\n");

describe("isProse", () => {
  it.each([
    ["a list of numbers", `data[0].embedding: 60 numbers: ${numbers.join(", ")}`],
    ["numbers with their paths", numbers.map((value, index) => `x[${index}]: ${value}`).join("\n")],
    ["a few numbers", "12.5, 17"],
    ["base64", bytes.toString("base64").replaceAll(/(.{64})/g, "$1\n")],
    ["a hex dump", hexDump],
    [
      "a table of numbers",
      `| year | sales |\n| --- | --- |\n${numbers.map((value) => `| 2024 | ${value} |`).join("\n")}`,
    ],
    ["minified code", "!function(e,t){return e.call(t,n)}(window);var r=document.getElementById(a);".repeat(9)],
  ])("rejects %s", (_, text) => {
    expect(isProse(text)).toBe(false);
  });

  it.each([
    "Parental leave lasts 14 weeks.",
    "Door seal A-113: 24.50 EUR",
    "| Part | Price |\n| --- | --- |\n| Door seal | 24.50 |\n| Filter | 9.90 |",
    "Mon 8:30–17:00\nTue 8:30–17:00",
    "手冊規定，員工可享有十四週的育嬰假。",
    "พนักงานมีสิทธิลาคลอดได้สิบสี่สัปดาห์",
    "직원은 십사 주의 휴가를 쓸 수 있다",
    "const total = prices.reduce((sum, price) => sum + price, 0);\nreturn { total, count: prices.length };",
    "See https://example.org/documents/handbook/2024/leave.html for the rules about leave and sickness in the first year.",
    "A-113",
  ])("accepts %j", (text) => {
    expect(isProse(text)).toBe(true);
  });

  it("does not depend on spaces between words, nor on punctuation", () => {
    fc.assert(
      fc.property(fc.array(fc.constantFrom("leave", "12", "3.5", "weeks", "a1b2"), { minLength: 1 }), (words) => {
        expect(isProse(words.join("  | ... | \n"))).toBe(isProse(words.join(" ")));
      }),
    );
  });
});
