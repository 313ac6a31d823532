import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { normalizeUrl } from "./normalize-url.ts";

describe("normalising a web address", () => {
  it.each([
    ["HTTP://Example.ORG:80/a/../b?#c", "http://example.org/b"],
    ["https://example.org/%c3%a4?q=%2f", "https://example.org/%C3%A4?q=%2F"],
  ])("writes %s as %s", (address, normal) => {
    expect(normalizeUrl(address)?.href).toBe(normal);
  });

  it("does not change a normalised address", () => {
    fc.assert(
      fc.property(fc.oneof(fc.webUrl({ withQueryParameters: true, withFragments: true }), fc.string()), (address) => {
        const url = normalizeUrl(address);
        if (url === undefined) return;
        expect(normalizeUrl(url.href)?.href).toBe(url.href);
        expect(url.href).toMatch(/^https?:[^#]*$/);
      }),
    );
  });
});
