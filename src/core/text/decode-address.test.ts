import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { decodeAddress } from "./decode-address.ts";

describe("decodeAddress", () => {
  it.each([
    ["My%20files", "My files"],
    ["caf%C3%A9.md", "café.md"],
    ["caf%E9.md", "caf\ufffd.md"],
    ["%E9t%E9%20%C3%A9", "\ufffdt\ufffd é"],
    ["100%.md", "100%.md"],
    ["100%%20.md", "100% .md"],
    ["plain", "plain"],
  ])("reads %s as %s", (address, text) => {
    expect(decodeAddress(address)).toBe(text);
  });

  it("decodes whatever was encoded, and never fails", () => {
    fc.assert(fc.property(fc.string({ unit: "grapheme" }), (text) => decodeAddress(encodeURIComponent(text)) === text));
    fc.assert(
      fc.property(fc.string({ unit: fc.constantFrom("%", "e", "9", "C", "3", "A", "/") }), (text) => {
        expect(typeof decodeAddress(text)).toBe("string");
      }),
    );
  });
});
