import { createHash } from "node:crypto";
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { documentId } from "./document-id.ts";

describe("documentId", () => {
  it("is the first 80 bits of the hash in base32", () => {
    fc.assert(
      fc.property(fc.string(), fc.string(), (collection, uri) => {
        const digest = createHash("sha256").update(`${collection}\n${uri}`).digest();
        const bits = [...digest].map((byte) => byte.toString(2).padStart(8, "0")).join("");
        const expected = (bits.slice(0, 80).match(/.{5}/g) ?? [])
          .map((five) => "abcdefghijklmnopqrstuvwxyz234567"[Number.parseInt(five, 2)])
          .join("");
        expect(documentId(collection, uri)).toBe(expected);
      }),
      { numRuns: 50 },
    );
  });

  it("differs between collections, and between attempts", () => {
    const ids = [0, 1, 2].map((attempt) => documentId("a", "file:///x", attempt));
    expect(new Set([...ids, documentId("a", "file:///x")]).size).toBe(3);
    expect(documentId("a", "file:///x")).not.toBe(documentId("b", "file:///x"));
  });
});
